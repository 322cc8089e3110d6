import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { BANK_TYPES } from '#schemas/scalars.ts';
import { ProjectScene } from '#core/testing/project-scene.ts';
import { planPreload, planPreloadOfSnapshot, type PreloadRequest } from './preload-plan.ts';

function glyph(assetId: number, slot?: number): PreloadRequest {
  return { assetId, bankType: 'GLYPH', slot };
}

describe('planPreload', () => {
  it('reserves explicit slots first, then fills the lowest free ones in order of id', () => {
    const plan = planPreload([
      glyph(9),
      glyph(4, 0),
      glyph(2),
      glyph(7, 2),
      { assetId: 3, bankType: 'SOUNDS', slot: undefined },
    ]);
    expect(plan).toEqual({
      assignments: [
        { assetId: 2, bankType: 'GLYPH', slot: 1, explicit: false },
        { assetId: 3, bankType: 'SOUNDS', slot: 0, explicit: false },
        { assetId: 4, bankType: 'GLYPH', slot: 0, explicit: true },
        { assetId: 7, bankType: 'GLYPH', slot: 2, explicit: true },
        { assetId: 9, bankType: 'GLYPH', slot: 3, explicit: false },
      ],
      conflicts: [],
      overflows: [],
    });
  });

  it('lets the lower id hold a slot that two claim', () => {
    const plan = planPreload([glyph(5, 3), glyph(4, 3)]);
    expect(plan.assignments).toEqual([{ assetId: 4, bankType: 'GLYPH', slot: 3, explicit: true }]);
    expect(plan.conflicts).toEqual([{ assetId: 5, bankType: 'GLYPH', slot: 3, holderId: 4 }]);
  });

  it('overflows after sixteen, the highest ids last', () => {
    const plan = planPreload(Array.from({ length: 18 }, (_, index) => glyph(index + 1)));
    expect(plan.assignments).toHaveLength(16);
    expect(plan.overflows.map(({ assetId }) => assetId)).toEqual([17, 18]);
  });

  it('D1 never gives a slot twice and does not depend on the order of requests', () => {
    const request = fc.record({
      assetId: fc.integer({ min: 1, max: 200 }),
      bankType: fc.constantFrom(...BANK_TYPES),
      slot: fc.option(fc.integer({ min: 0, max: 15 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(request, { selector: ({ assetId }) => assetId, maxLength: 60 }),
        (requests) => {
          const plan = planPreload(requests);
          const places = plan.assignments.map(({ bankType, slot }) => `${bankType} ${slot}`);
          expect(new Set(places).size).toBe(places.length);
          expect(plan.assignments.length + plan.conflicts.length + plan.overflows.length).toBe(
            requests.length,
          );
          expect(planPreload(requests.toReversed())).toEqual(plan);
        },
      ),
    );
  });

  it('asks included assets only and ignores the slot of a disabled preload', async () => {
    const scene = new ProjectScene()
      .addRaw(1, 'a', { preload: { enabled: true, slot: 5 } })
      .addRaw(2, 'b', { preload: { enabled: false, slot: 5 } })
      .putRaw(3, 'c', { preload: { enabled: true } })
      .register(3, 'c', { included_in_build: false })
      .addRaw(4, 'd', { preload: { enabled: true } });
    expect(planPreloadOfSnapshot(await scene.scan()).assignments).toEqual([
      { assetId: 1, bankType: 'SCENE', slot: 5, explicit: true },
      { assetId: 4, bankType: 'SCENE', slot: 0, explicit: false },
    ]);
  });
});
