import { expect } from 'vitest';
import { drawImage, opaque } from './glyph-art.ts';
import { glyphs, HERO, raw, REGISTRY, type FixCase } from './fix-cases.ts';
import { uuidNumber } from './project-scene.ts';

const TILE = drawImage(8, 8, () => opaque('#ff0000'));

/** Fixes of the registry, of identity and of what every declaration has. */
export const WORKSPACE_FIX_CASES: readonly FixCase[] = [
  {
    name: 'no registry',
    fix: 'init-workspace',
    code: 'REGISTRY_MISSING',
    build: (scene) => {
      scene.tree.removeFile(REGISTRY);
    },
    touches: ['assets/.prometeu/.gitignore', REGISTRY],
    check: (scene) => {
      expect(scene.registry()).toEqual({ schema_version: 1, next_asset_id: 1, assets: [] });
    },
  },
  {
    name: 'next id',
    fix: 'raise-next-asset-id',
    code: 'REGISTRY_NEXT_ID_LOW',
    build: (scene) => {
      scene.add(raw({}));
      scene.writeJson(REGISTRY, { ...(scene.registry() as object), next_asset_id: 1, vendor_key: 'kept' });
    },
    touches: [REGISTRY],
    check: (scene) => {
      expect(scene.registry()).toMatchObject({
        next_asset_id: 2,
        vendor_key: 'kept',
        assets: [{ asset_id: 1 }],
      });
    },
    leaves: ['REGISTRY_UNKNOWN_KEY', 'DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'a moved root',
    fix: 'relocate-to-found-root',
    code: 'ROOT_MISSING',
    build: (scene) => {
      scene.add({ root: 'hero' });
      scene.tree.putFolder('assets/people').rename('assets/hero', 'assets/people/knight');
    },
    touches: [REGISTRY],
    check: (scene) => {
      expect(scene.registry()).toMatchObject({
        assets: [{ asset_id: 1, asset_uuid: uuidNumber(1), root: 'people/knight' }],
      });
    },
  },
  {
    name: 'another folder in its place',
    fix: 'relocate-to-found-root',
    code: 'IDENTITY_MISMATCH',
    build: (scene) => {
      scene.add({ root: 'hero' });
      scene.tree.rename('assets/hero', 'assets/knight');
      scene.put(77, { root: 'hero' });
    },
    touches: [REGISTRY],
    check: (scene) => {
      expect(scene.registry()).toMatchObject({ assets: [{ asset_id: 1, root: 'knight' }] });
    },
    leaves: ['ROOT_UNREGISTERED'],
  },
  {
    name: 'a registered copy',
    fix: 'adopt-copy',
    code: 'DUPLICATE_ASSET_UUID',
    build: (scene) => {
      scene.add({ root: 'hero' });
      scene.add({ root: 'twin' });
      scene.tree.putFile('assets/twin/asset.json', scene.text(HERO));
      const registry = scene.text(REGISTRY).replace(uuidNumber(2), uuidNumber(1));
      scene.tree.putFile(REGISTRY, registry);
    },
    touches: [REGISTRY, 'assets/twin/asset.json'],
    check: (scene) => {
      const { asset_uuid: uuid } = scene.declaration('twin') as { asset_uuid: string };
      expect(uuid).not.toBe(uuidNumber(1));
      expect(scene.registry()).toMatchObject({
        assets: [
          { asset_id: 1, asset_uuid: uuidNumber(1) },
          { asset_id: 2, asset_uuid: uuid },
        ],
      });
    },
  },
  {
    name: 'an unregistered copy',
    fix: 'adopt-copy',
    code: 'UUID_COPIED',
    build: (scene) => {
      scene.add({ root: 'hero' });
      scene.put(1, { root: 'twin', files: { 'data.bin': 'other' } });
    },
    touches: [REGISTRY, 'assets/twin/asset.json'],
    check: (scene) => {
      expect(scene.registry()).toMatchObject({ assets: [{ asset_id: 1 }, { asset_id: 2, root: 'twin' }] });
    },
  },
  {
    name: 'an unregistered root',
    fix: 'register-root',
    code: 'ROOT_UNREGISTERED',
    build: (scene) => {
      scene.put(1, { root: 'hero' });
    },
    touches: [REGISTRY],
    check: (scene) => {
      expect(scene.registry()).toMatchObject({ next_asset_id: 2, assets: [{ asset_id: 1, root: 'hero' }] });
    },
  },
  {
    name: 'a codec',
    fix: 'set-codec-none',
    code: 'CODEC_UNSUPPORTED',
    build: (scene) => {
      scene.add(raw({ output: { format: 'SCENE/raw_v1', codec: 'LZ4' } }));
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({ vendor_key: 1, output: { codec: 'NONE' } });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'a metadata key of the packer',
    fix: 'remove-metadata-key',
    code: 'METADATA_COLLISION',
    build: (scene) => {
      const bank = glyphs({ 'a.png': TILE }, { palettes: 'auto' }, [{ file: 'a.png', index: 0 }]);
      const output = {
        ...(bank.declaration?.['output'] as object),
        metadata: { tile_size: 8, width: 256, mine: 1 },
      };
      scene.add({ ...bank, declaration: { ...bank.declaration, output } });
    },
    touches: [HERO],
    check: (scene) => {
      const { output } = scene.declaration('hero') as { output: { metadata: unknown } };
      expect(output.metadata).toEqual({ tile_size: 8, mine: 1 });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
];
