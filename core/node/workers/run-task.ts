import type { EncodeResult } from '#core/banks/bank-format.ts';
import { assertNever, StudioError } from '#core/errors.ts';
import { digestFiles } from './digest-files.ts';
import type { EncodeTask, TaskResults, WorkerTask } from './worker-tasks.ts';

/** Runs a task where it is called: in a worker, or inline where a worker does not pay. */
export async function runTask(task: WorkerTask): Promise<TaskResults[keyof TaskResults]> {
  switch (task.kind) {
    case 'digest-files':
      return digestFiles(task);
    case 'encode':
      return await encode(task);
    default:
      return assertNever(task);
  }
}

/**
 * Encodes with the format of the declaration (asset-pack 4). The banks are loaded when they are first needed: a
 * worker that only hashes starts several times faster without them.
 */
async function encode(task: EncodeTask): Promise<EncodeResult> {
  const { findBankFormat } = await import('#core/banks/registry.ts');
  const bank = findBankFormat(task.declaration.type, task.format);
  if (bank?.produce.kind !== 'encode') {
    throw new StudioError('INTERNAL', `${task.format} is not a format that is encoded`, {
      format: task.format,
    });
  }
  return bank.produce.encode(task.declaration, task.inputs);
}
