import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Digits and letters that nobody mixes up when reading them off a screen. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;

/** A token of 256 random bits, in characters that stand in a URL and in a WebSocket subprotocol. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A one-time code of about 40 random bits that a person can type. */
export function randomCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => READABLE.charAt(randomInt(READABLE.length))).join('');
}

/** Compares in a time that tells nothing about where, or in length, the two differ. */
export function equalSecrets(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
