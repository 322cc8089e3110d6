import { assertNever } from '#core/errors.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { RootProblem } from '#core/workspace/snapshot.ts';
import { projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** A registered root is a folder that is there, reached without a link (asset-workspace 4, reliability H8). */
export const checkRootMissing: AssetRule = (asset, { movedRoots }) => {
  if (asset.scanned !== undefined) return NO_DIAGNOSTICS;
  const path = projectPathOfRoot(asset.entry.root);
  const foundAt = movedRoots.get(asset);
  const found =
    foundAt === undefined
      ? ''
      : ` A folder with its uuid is at "${projectPathOfRoot(foundAt.root)}": it was moved.`;
  return [
    makeDiagnostic('ROOT_MISSING', {
      assetId: asset.entry.asset_id,
      file: path,
      message: `${describeProblem(path, asset.rootProblem ?? 'missing')}${found}`,
      remedy:
        foundAt === undefined
          ? undefined
          : `Relocate the asset to "${projectPathOfRoot(foundAt.root)}"; it keeps its id.`,
      fixId: foundAt === undefined ? undefined : 'relocate-to-found-root',
    }),
  ];
};

function describeProblem(path: string, problem: RootProblem): string {
  switch (problem) {
    case 'missing':
      return `The folder "${path}" is not there.`;
    case 'link':
      return `"${path}" is reached through a symbolic link, and links are not followed.`;
    case 'not-a-folder':
      return `"${path}" is not a folder.`;
    default:
      return assertNever(problem);
  }
}
