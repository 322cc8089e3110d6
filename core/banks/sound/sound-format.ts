import type { BankFormat } from '../bank-format.ts';
import { encodeSoundBank } from './encode-sound-bank.ts';
import { SOUND_METADATA_KEYS } from './sound-layout.ts';
import { readSoundSettings } from './sound-settings.ts';

/** Fits in memory beside its result; more than an hour and a half of mono sound. */
const MAX_SOUND_FILE_BYTES = 512 * 1024 * 1024;

/** `SOUNDS/pcm16le_v1` (asset-pack 4.2). */
export const SOUNDS_PCM16LE_V1: BankFormat = {
  format: 'SOUNDS/pcm16le_v1',
  bankType: 'SOUNDS',
  encoderVersion: 1,
  reservedMetadataKeys: SOUND_METADATA_KEYS,
  listPipelineInputs: () => [],
  checkDeclaration: (declaration) => readSoundSettings(declaration).diagnostics,
  headerMetadata: (declaration) => declaration.output.metadata ?? {},
  maxInputBytes: MAX_SOUND_FILE_BYTES,
  produce: { kind: 'encode', encode: encodeSoundBank },
};
