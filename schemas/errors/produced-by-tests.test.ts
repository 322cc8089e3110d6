import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_CODES, PACK_FINDING_CODES } from './codes.ts';
import { STUDIO_ERROR_CODES } from './studio-errors.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const LAYERS = ['schemas', 'core', 'cli', 'electron', 'renderer', 'scripts', 'e2e'];
/** Tests, and the tables of cases that some of them run. */
const TESTS = /\.(test|spec)\.tsx?$|^core\/testing\/.*-cases\.ts$/u;
const SOURCES = /^(?!schemas\/)(?!core\/testing\/).*(?<!\.test|\.spec)\.tsx?$/u;

function textOf(wanted: RegExp): string {
  const files = LAYERS.flatMap((layer) =>
    readdirSync(join(PROJECT, layer), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${layer}/${file}`,
    ),
  );
  return files
    .filter((file) => wanted.test(file) && !file.includes('node_modules/'))
    .map((file) => readFileSync(join(PROJECT, file), 'utf8'))
    .join('\n');
}

/** Codes that stand nowhere as a string or as the key of a table of cases. */
function missing(codes: readonly string[], text: string): readonly string[] {
  return codes.filter((code) => !new RegExp(`['"\`]${code}\\b|^\\s*${code}:`, 'mu').test(text));
}

describe.each([
  ['error', STUDIO_ERROR_CODES],
  ['diagnostic', DIAGNOSTIC_CODES],
  ['pack finding', PACK_FINDING_CODES],
])('every %s code', (_, codes) => {
  it('is asserted by some test', () => {
    expect(missing(codes, textOf(TESTS))).toEqual([]);
  });

  it('is given by some source', () => {
    expect(missing(codes, textOf(SOURCES))).toEqual([]);
  });
});
