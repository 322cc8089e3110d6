import { readJson } from '#core/json/read-json.ts';
import { LOOPBACK_MAX_MESSAGE_BYTES, type LoopbackRequest } from '#schemas/contract/loopback-wire.ts';

/** Params nest far less; the strict reader's general limit holds for messages too (reliability H5). */
const MAX_DEPTH = 64;
const REQUEST_MEMBERS: ReadonlySet<string> = new Set(['id', 'method', 'params', 'gesture_code']);

/**
 * Reads one message of a window as strict JSON (reliability H5, H6, E9).
 * @returns undefined for anything that is not exactly one of the forms of `LoopbackRequest`
 */
export function readRequestMessage(bytes: Uint8Array): LoopbackRequest | undefined {
  const read = readJson(bytes, {
    maxBytes: LOOPBACK_MAX_MESSAGE_BYTES,
    maxDepth: MAX_DEPTH,
    numbers: 'integers',
  });
  if (!read.ok || typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    return undefined;
  const members = new Map<string, unknown>(Object.entries(read.value));
  const id = members.get('id');
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return undefined;
  if (members.get('cancel') === true) return members.size === 2 ? { id, cancel: true } : undefined;
  const method = members.get('method');
  const gestureCode = members.get('gesture_code');
  if (typeof method !== 'string' || !members.has('params')) return undefined;
  if (gestureCode !== undefined && typeof gestureCode !== 'string') return undefined;
  if ([...members.keys()].some((name) => !REQUEST_MEMBERS.has(name))) return undefined;
  const request = { id, method, params: members.get('params') };
  return gestureCode === undefined ? request : { ...request, gesture_code: gestureCode };
}
