import type { Artifact } from '#schemas/workspace/declaration.ts';

const PALETTE_EXTENSIONS = ['.gpl', '.pal', '.hex'];

/** True for the palette files that a glyph bank reads (asset-pack 4.1). */
export function isPaletteFile(name: string): boolean {
  return PALETTE_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension));
}

/** The index after the last artifact; a grid sheet takes as many as it has cells. */
export function nextArtifactIndex(
  artifacts: readonly Artifact[],
  cellCounts: ReadonlyMap<string, number>,
): number {
  return artifacts.reduce((next, { file, index }) => Math.max(next, index + (cellCounts.get(file) ?? 1)), 0);
}

/**
 * Indices for artifacts in a new order, from 0 without a gap. How many a grid sheet takes is told by its content, or
 * where that is not known by the distance to the artifact after it.
 */
export function renumber(
  ordered: readonly Artifact[],
  cellCounts: ReadonlyMap<string, number>,
): readonly Artifact[] {
  const sorted = ordered.toSorted((left, right) => left.index - right.index);
  const spans = new Map<Artifact, number>();
  for (const [position, artifact] of sorted.entries()) {
    const following = sorted[position + 1];
    const distance = following === undefined ? 1 : Math.max(1, following.index - artifact.index);
    spans.set(artifact, cellCounts.get(artifact.file) ?? (cellCounts.size > 0 ? 1 : distance));
  }
  let next = 0;
  return ordered.map((artifact) => {
    const index = next;
    next += spans.get(artifact) ?? 1;
    return { ...artifact, index };
  });
}
