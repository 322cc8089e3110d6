/** One output of a process. */
export interface TextSink {
  write(text: string): void;
  readonly isTty: boolean;
  /** Width of the terminal in characters; 80 where there is none. */
  readonly columns: number;
}

/** All that a verb has of the process it runs in; tests give their own. */
export interface Terminal {
  readonly out: TextSink;
  readonly err: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths of the command line start here. */
  readonly cwd: string;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}

/** Whether colours may be written to a sink (https://no-color.org). */
export function hasColors(sink: TextSink, env: Terminal['env']): boolean {
  return sink.isTty && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
