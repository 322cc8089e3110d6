/** A method that a person must confirm at the host (architecture "Contract", reliability E13). */
export interface GestureRequest {
  readonly method: string;
  readonly params: unknown;
  /** Digest of what the confirmation is about, as the params name it. */
  readonly sha256: string;
  /** The one-time code that came with the request, on hosts that work with codes. */
  readonly code: string | undefined;
}

/** Resolves when a person agreed. @throws StudioError GESTURE_REQUIRED, GESTURE_DECLINED or NOT_SUPPORTED */
export type ConfirmGesture = (request: GestureRequest) => Promise<void>;

const SHA256_HEX = /^[0-9a-f]{64}$/u;

/** The digest in the params of a gesture; undefined breaks the rule of the contract that there is one. */
export function gestureDigest(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  const sha256: unknown = Object.getOwnPropertyDescriptor(params, 'sha256')?.value;
  return typeof sha256 === 'string' && SHA256_HEX.test(sha256) ? sha256 : undefined;
}
