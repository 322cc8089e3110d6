import type { Terminal, TextSink } from './terminal.ts';

/** A second signal ends the process at once, with the code of a cancel. */
const CANCELLED_EXIT = 4;

function sinkOf(stream: NodeJS.WriteStream): TextSink {
  // A reader that went away (`| head`) is no fault of ours, and nobody is left to tell.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTty: stream.isTTY,
    columns: stream.isTTY ? stream.columns : 80,
  };
}

/** The terminal of this process. Signals abort, so that a job ends cleanly and leaves nothing partial. */
export function openProcessTerminal(): Terminal {
  const abort = new AbortController();
  const onSignal = (): void => {
    if (abort.signal.aborted) process.exit(CANCELLED_EXIT);
    abort.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    out: sinkOf(process.stdout),
    err: sinkOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    signal: abort.signal,
  };
}
