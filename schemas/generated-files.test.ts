import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateSchemaFiles } from '../scripts/generate-schemas.ts';
import { PUBLISHED_SCHEMAS } from './registry.ts';

const root = join(import.meta.dirname, '..');

describe('generated schema files', () => {
  it('are what the sources give: run `npm run generate` after a change', async () => {
    const expected = await generateSchemaFiles();
    const committed = ['schemas/json', 'schemas/generated'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    );
    expect([...committed, 'docs/codes.md'].sort()).toEqual([...expected.keys()].sort());
    for (const [path, text] of expected) {
      expect(readFileSync(join(root, path), 'utf8') === text, `${path} is out of date`).toBe(true);
    }
  });

  it('E4 holds no code that a content security policy refuses', () => {
    for (const name of ['validators.js', 'message-validators.js']) {
      const code = readFileSync(join(root, 'schemas/generated', name), 'utf8');
      expect(code).not.toMatch(/\beval\b|\bFunction\(|\brequire\(|\bimport\(/u);
    }
  });

  it.each([...Object.keys(PUBLISHED_SCHEMAS), 'contract', 'error-codes'])(
    '%s is plain JSON Schema 2020-12 with an id and a title',
    (id) => {
      const document: unknown = JSON.parse(
        readFileSync(join(root, `schemas/json/${id}.schema.json`), 'utf8'),
      );
      expect(document).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:pack-studio:schema:${id}`,
        title: expect.any(String),
      });
      expect(JSON.stringify(document)).not.toContain('"~');
    },
  );
});
