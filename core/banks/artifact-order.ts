import type { AssetDeclaration, Artifact } from '#schemas/workspace/declaration.ts';
import type { BankDiagnostic } from './bank-format.ts';
import { BoundedDiagnostics } from './bounded-diagnostics.ts';

/** An artifact with its place in the declaration. */
export interface PlacedArtifact {
  readonly artifact: Artifact;
  /** Position in `artifacts`, for JSON pointers; order means nothing else. */
  readonly position: number;
}

/** The ids an artifact takes: `count` of them from `artifact.index` on. */
export interface ArtifactRange extends PlacedArtifact {
  readonly count: number;
}

/** Artifacts ascending by index; equal indices by their place in the declaration. */
export function orderArtifacts(declaration: AssetDeclaration): readonly PlacedArtifact[] {
  return declaration.artifacts
    .map((artifact, position) => ({ artifact, position }))
    .sort((a, b) => a.artifact.index - b.artifact.index || a.position - b.position);
}

/**
 * Checks that the ranges are 0…n−1 without gap or overlap (asset-pack 4.1, 4.2).
 * @param ranges ascending by index
 */
export function checkArtifactRanges(ranges: readonly ArtifactRange[]): readonly BankDiagnostic[] {
  const found = new BoundedDiagnostics();
  let next = 0;
  let previousFile = '';
  for (const { artifact, position, count } of ranges) {
    const pointer = `/artifacts/${String(position)}/index`;
    const claimed = `"${artifact.file}" claims index ${String(artifact.index)}`;
    if (artifact.index < next) {
      found.add({
        code: 'ARTIFACT_INDEX_DUPLICATE',
        message: `${claimed}, which "${previousFile}" already takes; the next free one is ${String(next)}.`,
        pointer,
        fixId: 'renumber-artifacts',
      });
    } else if (artifact.index > next) {
      const missing =
        artifact.index - next === 1 ? String(next) : `${String(next)} to ${String(artifact.index - 1)}`;
      found.add({
        code: 'ARTIFACT_INDEX_GAP',
        message: `${claimed}, but no artifact takes ${missing}.`,
        pointer,
        fixId: 'renumber-artifacts',
      });
    }
    const end = artifact.index + count;
    if (end > next) {
      next = end;
      previousFile = artifact.file;
    }
  }
  return found.list();
}

/** `ARTIFACT_NONE` where the declaration lists no artifact. */
export function checkArtifactsPresent(declaration: AssetDeclaration): readonly BankDiagnostic[] {
  if (declaration.artifacts.length > 0) return [];
  return [{ code: 'ARTIFACT_NONE', message: 'The asset declares no artifact.', pointer: '/artifacts' }];
}
