import { paletteFileKind } from '#core/banks/glyph/palette-file.ts';
import type { Artifact } from '#schemas/workspace/declaration.ts';
import type { CellCount } from './cell-counts.ts';

/** True for the palette files that a glyph bank reads (asset-pack 4.1). */
export function isPaletteFile(name: string): boolean {
  return paletteFileKind(name) !== undefined;
}

/** The index after the last artifact; a grid sheet takes as many as it has cells. */
export function nextArtifactIndex(artifacts: readonly Artifact[], cellCount: CellCount): number {
  return artifacts.reduce((next, { file, index }) => Math.max(next, index + (cellCount(file) ?? 1)), 0);
}

/**
 * How many indices each artifact takes. Where the content of a sheet does not tell, the distance to the artifact
 * after it does, so that what was numbered for it stays reserved.
 */
export function spansOf(artifacts: readonly Artifact[], cellCount: CellCount): ReadonlyMap<Artifact, number> {
  const sorted = artifacts.toSorted((left, right) => left.index - right.index);
  return new Map(
    sorted.map((artifact, position) => {
      const following = sorted[position + 1];
      const distance = following === undefined ? 1 : Math.max(1, following.index - artifact.index);
      return [artifact, cellCount(artifact.file) ?? distance];
    }),
  );
}

/** Indices for artifacts in a new order, from 0 without gap or repetition (asset-pack 4.1, 4.2). */
export function renumber(
  ordered: readonly Artifact[],
  spans: ReadonlyMap<Artifact, number>,
): readonly Artifact[] {
  let next = 0;
  return ordered.map((artifact) => {
    const index = next;
    next += spans.get(artifact) ?? 1;
    return { ...artifact, index };
  });
}
