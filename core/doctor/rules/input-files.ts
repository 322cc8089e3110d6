import { collisionKey } from '#core/bytes/portability.ts';
import { describeRelPathReason, parseRelPath } from '#core/bytes/rel-path.ts';
import { listDeclaredPaths, type DeclaredPath } from '#core/workspace/asset-inputs.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { ScannedRoot } from '#core/workspace/snapshot.ts';
import { declarationPath, isInside } from '#core/workspace/workspace-paths.ts';
import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { NO_DIAGNOSTICS, type AssetRule, type DoctorContext } from '../rule.ts';

interface InputProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** True where taking the path out of the declaration is a mechanical remedy. */
  readonly removable?: boolean;
}

/**
 * Every declared path is a plain path to a regular file inside the root, reached without a link (asset-workspace 4,
 * reliability H7–H9). A path that stands at several places is reported at the first.
 */
export const checkInputFiles: AssetRule = ({ entry, scanned, bankFormat }, context) => {
  if (scanned?.declaration.kind !== 'ok') return NO_DIAGNOSTICS;
  const declared = listDeclaredPaths(scanned.declaration.document.value, bankFormat);
  let found: Diagnostic[] | undefined;
  let reported: Set<string> | undefined;
  for (const place of declared) {
    if (scanned.files.get(place.path)?.kind === 'file' && parseRelPath(place.path).ok) continue;
    reported ??= new Set();
    if (reported.has(place.path)) continue;
    reported.add(place.path);
    const problem = problemOfInput(place, scanned, context);
    found ??= [];
    found.push(
      makeDiagnostic(problem.code, {
        assetId: entry.asset_id,
        file: declarationPath(entry.root),
        pointer: place.pointer,
        message: problem.message,
        fixId: problem.removable === true && place.role !== 'pipeline' ? 'remove-missing-input' : undefined,
      }),
    );
  }
  return found ?? NO_DIAGNOSTICS;
};

function problemOfInput(place: DeclaredPath, scanned: ScannedRoot, context: DoctorContext): InputProblem {
  const { path } = place;
  const parsed = parseRelPath(path);
  if (!parsed.ok) {
    const reason = describeRelPathReason(parsed.reason);
    return { code: 'INPUT_ESCAPES_ROOT', message: `"${path}" cannot be used because ${reason}.` };
  }
  const kind = scanned.files.get(path)?.kind;
  if (kind === 'link') return { code: 'INPUT_IS_LINK', message: `"${path}" is a symbolic link.` };
  if (kind !== undefined) return { code: 'INPUT_NOT_REGULAR', message: `"${path}" is a device or a pipe.` };
  if (scanned.folders.has(path)) return { code: 'INPUT_NOT_REGULAR', message: `"${path}" is a folder.` };
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const folder = path.slice(0, slash);
    if (scanned.files.get(folder)?.kind === 'link') {
      return {
        code: 'INPUT_IS_LINK',
        message: `"${path}" is reached through "${folder}", which is a symbolic link.`,
      };
    }
  }
  const unreadable = scanned.unreadableFolders.find((folder) => folder === '' || isInside(path, folder));
  if (unreadable !== undefined) {
    return { code: 'INPUT_UNREADABLE', message: `"${path}" lies in a folder that cannot be listed.` };
  }
  const owner = ownerInside(`${scanned.root}/${path}`, scanned.root, context);
  if (owner !== undefined) {
    const message = `"${path}" belongs to the asset "${owner}", which lies inside this one.`;
    return { code: 'INPUT_MISSING', message };
  }
  return {
    code: 'INPUT_MISSING',
    message: `"${path}" is not there.${similarName(path, scanned)}`,
    removable: true,
  };
}

/** Address of the registered root inside this one that owns a path: a file belongs to the innermost root. */
function ownerInside(path: string, root: string, { snapshot }: DoctorContext): string | undefined {
  const owner = snapshot.assets.find(({ entry }) => isInside(entry.root, root) && isInside(path, entry.root));
  return owner?.address;
}

/** A file that differs only by case or Unicode form is most likely the one that is meant. */
function similarName(path: string, scanned: ScannedRoot): string {
  const wanted = collisionKey(path);
  for (const candidate of scanned.files.keys()) {
    if (collisionKey(candidate) === wanted) {
      return ` "${candidate}" differs from it only by case or Unicode form.`;
    }
  }
  return '';
}
