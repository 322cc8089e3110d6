import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { Terminal, TextSink } from './terminal.ts';

/** A second signal ends the process at once, with the code of a cancel. */
const CANCELLED_EXIT = 4;

/** @param onLost told where the text cannot be told; a reader that went away (`| head`) is no fault of ours */
function sinkOf(stream: NodeJS.WriteStream, onLost: () => void): TextSink {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') onLost();
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
    // What was done stands, but a full disk behind `> report.json` must not look like success.
    out: sinkOf(process.stdout, () => process.exit(EXIT_CODES.failure)),
    err: sinkOf(process.stderr, () => undefined),
    env: process.env,
    cwd: process.cwd(),
    signal: abort.signal,
  };
}
