import { jsonPointer, type PointerStep } from '#core/json/json-pointer.ts';
import { isJsonObject, memberOf, type JsonMembers } from '#core/json/json-value.ts';
import type { FormatId } from '#schemas/scalars.ts';
import type { ReadEntry } from './entry.ts';
import type { FindingLog } from './findings.ts';
import { GLYPH, SCENE, SOUND } from './layout.ts';

/** An entry whose sizes and metadata can be judged. */
interface JudgedEntry {
  readonly entry: ReadEntry;
  readonly size: number;
  readonly decodedSize: number;
  readonly metadata: JsonMembers;
  readonly log: FindingLog;
}

function wrongSize(judged: JudgedEntry, field: 'size' | 'decoded_size', expected: number): void {
  const { entry, log } = judged;
  const found = field === 'size' ? judged.size : judged.decodedSize;
  if (found === expected) return;
  log.add('FORMAT_SIZE', `${field} is ${found}; the format has ${expected}.`, {
    assetId: entry.assetId,
    pointer: `/asset_table/${entry.index}/${field}`,
  });
}

function wrongMetadata(judged: JudgedEntry, steps: readonly PointerStep[], message: string): void {
  const { entry, log } = judged;
  log.add('FORMAT_METADATA', message, {
    assetId: entry.assetId,
    pointer: jsonPointer(['asset_table', entry.index, 'metadata', ...steps]),
  });
}

/** Checks a value of the metadata; a missing one is placed at its parent. */
function expectMember(
  judged: JudgedEntry,
  parent: JsonMembers,
  steps: readonly PointerStep[],
  key: string,
  fits: (value: unknown) => boolean,
  wanted: string,
): void {
  if (!Object.hasOwn(parent, key)) wrongMetadata(judged, steps, `${key} is missing.`);
  else if (!fits(memberOf(parent, key))) wrongMetadata(judged, [...steps, key], `${key} is not ${wanted}.`);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function checkGlyph(judged: JudgedEntry): void {
  wrongSize(judged, 'size', GLYPH.sizeBytes);
  wrongSize(judged, 'decoded_size', GLYPH.decodedSizeBytes);
  const expect = (key: string, fits: (value: unknown) => boolean, wanted: string): void => {
    expectMember(judged, judged.metadata, [], key, fits, wanted);
  };
  const exactly = (expected: number) => (value: unknown) => value === expected;
  expect('tile_size', (value) => GLYPH.tileSizes.some((size) => size === value), '8, 16 or 32');
  expect('width', exactly(GLYPH.sheetSide), String(GLYPH.sheetSide));
  expect('height', exactly(GLYPH.sheetSide), String(GLYPH.sheetSide));
  expect('palette_count', exactly(GLYPH.paletteCount), String(GLYPH.paletteCount));
  expect(
    'palette_authored',
    (value) => isCount(value) && value <= GLYPH.paletteCount,
    `from 0 to ${GLYPH.paletteCount}`,
  );
}

/** One sample of a sound bank; returns where the next one begins. */
function checkSample(judged: JudgedEntry, key: string, sample: unknown, expectedOffset: number): number {
  const steps = ['samples', key];
  if (!isJsonObject(sample)) {
    wrongMetadata(judged, steps, 'The sample is not an object.');
    return expectedOffset;
  }
  const frames = memberOf(sample, 'frames');
  const expect = (name: string, fits: (value: unknown) => boolean, wanted: string): void => {
    expectMember(judged, sample, steps, name, fits, wanted);
  };
  expect('frames', (value) => isCount(value) && value > 0, 'a number of frames');
  expect('offset', (value) => value === expectedOffset, `${expectedOffset}, where the sample before it ends`);
  const expectedLength = isCount(frames) ? frames * SOUND.bytesPerFrame : undefined;
  expect(
    'length',
    (value) => isCount(value) && (expectedLength === undefined || value === expectedLength),
    'two bytes a frame',
  );
  expect(
    'sample_rate',
    (value) => SOUND.sampleRates.some((rate) => rate === value),
    SOUND.sampleRates.join(', '),
  );
  checkLoop(judged, sample, steps, frames);
  for (const name of Object.keys(sample)) {
    const known =
      SOUND.sampleKeys.some((key_) => key_ === name) || SOUND.loopKeys.some((key_) => key_ === name);
    if (!known) wrongMetadata(judged, [...steps, name], 'The sample has an unknown key.');
  }
  const length = memberOf(sample, 'length');
  return isCount(length) ? expectedOffset + length : expectedOffset;
}

function checkLoop(
  judged: JudgedEntry,
  sample: JsonMembers,
  steps: readonly string[],
  frames: unknown,
): void {
  if (!SOUND.loopKeys.some((key) => Object.hasOwn(sample, key))) return;
  const end = memberOf(sample, 'loop_end');
  const last = isCount(frames) ? frames : Number.MAX_SAFE_INTEGER;
  expectMember(
    judged,
    sample,
    steps,
    'loop_end',
    (value) => isCount(value) && value <= last,
    'a frame of the sample',
  );
  expectMember(
    judged,
    sample,
    steps,
    'loop_start',
    (value) => isCount(value) && (!isCount(end) || value < end),
    'a frame before the end of the loop',
  );
}

function checkSound(judged: JudgedEntry): void {
  const { metadata } = judged;
  wrongSize(judged, 'decoded_size', judged.size);
  expectMember(judged, metadata, [], 'channels', (value) => value === SOUND.channels, String(SOUND.channels));
  const samples = memberOf(metadata, 'samples');
  if (!isJsonObject(samples)) {
    expectMember(judged, metadata, [], 'samples', isJsonObject, 'an object');
    expectMember(judged, metadata, [], 'sample_count', isCount, 'a count');
    return;
  }
  const count = Object.keys(samples).length;
  expectMember(
    judged,
    metadata,
    [],
    'sample_count',
    (value) => value === count,
    `${count}, the number of samples`,
  );
  let offset = 0;
  for (let index = 0; index < count; index += 1) {
    const key = String(index);
    if (!Object.hasOwn(samples, key)) {
      wrongMetadata(judged, ['samples'], `The samples are not numbered 0 to ${count - 1}.`);
      return;
    }
    offset = checkSample(judged, key, samples[key], offset);
  }
  wrongSize(judged, 'size', offset);
}

/** Sizes and metadata of one entry, as its format wants them (asset-pack 4). */
export function checkFormat(entry: ReadEntry, format: FormatId, log: FindingLog): void {
  const { size, decodedSize, metadata } = entry;
  if (size === undefined || decodedSize === undefined || metadata === undefined) return;
  const judged: JudgedEntry = { entry, size, decodedSize, metadata, log };
  switch (format) {
    case 'GLYPH/indexed_v1':
      checkGlyph(judged);
      break;
    case 'SOUNDS/pcm16le_v1':
      checkSound(judged);
      break;
    case 'SCENE/tilemap_v1':
      wrongSize(judged, 'decoded_size', size);
      if (size < SCENE.cellsOffset) wrongSize(judged, 'size', SCENE.cellsOffset);
      break;
    case 'GLYPH/raw_v1':
      log.add('FORMAT_RAW_GLYPH', 'The entry has no glyph sheet that this reader knows.', {
        assetId: entry.assetId,
        pointer: `/asset_table/${entry.index}/metadata`,
      });
      break;
    case 'SOUNDS/raw_v1':
    case 'SCENE/raw_v1':
      break;
  }
}
