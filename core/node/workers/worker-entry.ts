import { parentPort } from 'node:worker_threads';
import { asStudioError } from '#core/errors.ts';
import { runTask } from './run-task.ts';
import type { ReplyMessage, TaskMessage, TaskResults } from './worker-tasks.ts';

/** Buffers of a result that are handed over instead of copied. */
function transferable(result: TaskResults[keyof TaskResults]): ArrayBuffer[] {
  const bytes = 'files' in result ? result.bytes : result.ok ? result.payload : undefined;
  return bytes?.buffer instanceof ArrayBuffer && bytes.byteLength > 0 ? [bytes.buffer] : [];
}

async function reply({ id, task }: TaskMessage): Promise<void> {
  try {
    const result = await runTask(task);
    const message: ReplyMessage = { id, ok: true, result };
    parentPort?.postMessage(message, transferable(result));
  } catch (thrown) {
    const { code, message, data } = asStudioError(thrown);
    const failure: ReplyMessage = { id, ok: false, code, message, data };
    parentPort?.postMessage(failure);
  }
}

parentPort?.on('message', (message: TaskMessage) => {
  void reply(message);
});
