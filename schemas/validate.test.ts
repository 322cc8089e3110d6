import { describe, expect, it } from 'vitest';
import { validateParams, validateResult } from './contract/validate-message.ts';
import { validate } from './validate.ts';

const registry = {
  schema_version: 1,
  next_asset_id: 2,
  assets: [
    {
      asset_id: 1,
      asset_uuid: '0b8f3ad2-5c1e-4e0b-9d55-3f1f8a5f6c11',
      root: 'tiles/cave',
      included_in_build: true,
    },
  ],
};

describe('validate', () => {
  it('gives the value back with its type', () => {
    const result = validate('index', registry);
    expect(result).toEqual({ ok: true, value: registry });
  });

  it('points at a wrong value', () => {
    const broken = { ...registry, assets: [{ ...registry.assets[0], asset_id: 0 }] };
    expect(validate('index', broken)).toMatchObject({
      ok: false,
      errors: [{ pointer: '/assets/0/asset_id', keyword: 'minimum' }],
    });
  });

  it('points at a missing and at an unknown property', () => {
    expect(validate('index', { schema_version: 1, assets: [] })).toMatchObject({
      errors: [{ pointer: '/next_asset_id', keyword: 'required' }],
    });
    expect(validate('pack-header', { asset_table: [], preload: [], 'a/b~c': 1 })).toMatchObject({
      errors: [{ pointer: '/a~1b~0c', keyword: 'additionalProperties' }],
    });
  });

  it('H6 does not count an inherited property as present', () => {
    const inherits: unknown = Object.create(registry);
    expect(validate('index', inherits)).toMatchObject({ ok: false, errors: [{ keyword: 'required' }] });
  });

  it('checks the values of records whatever their keys are', () => {
    const cache = { schema_version: 1, packer_version: '0.1.0', assets: {}, outputs: { 'a\nb': 7 } };
    expect(validate('cache', cache)).toMatchObject({ ok: false, errors: [{ keyword: 'type' }] });
  });
});

describe('validateParams and validateResult', () => {
  it('E9 take what the contract says and nothing else', () => {
    expect(validateParams('closePack', { pack_handle: 'p1' })).toMatchObject({ ok: true });
    expect(validateParams('closePack', { pack_handle: 'p1', path: '/etc' })).toMatchObject({
      ok: false,
      errors: [{ pointer: '/path', keyword: 'additionalProperties' }],
    });
    expect(validateParams('closePack', undefined)).toMatchObject({ ok: false, errors: [{ pointer: '' }] });
    expect(validateResult('closePack', {})).toMatchObject({ ok: true });
    expect(validateResult('closePack', null)).toMatchObject({ ok: false });
  });
});
