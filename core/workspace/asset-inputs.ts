import type { BankFormat } from '#core/banks/bank-format.ts';
import { escapePointerToken } from '#core/json/json-pointer.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { compareUtf8 } from '#core/bytes/order.ts';
import { DECLARATION_FILE } from './workspace-paths.ts';

/** A path as a declaration names it, and where. */
export interface DeclaredPath {
  readonly path: string;
  /** JSON Pointer into `asset.json`. */
  readonly pointer: string;
  /** `artifact` and `pipeline` files make the payload; `input` files are only listed (asset-workspace 2). */
  readonly role: 'artifact' | 'pipeline' | 'input';
}

/** Every path that a declaration names: artifacts, pipeline files, inputs; one path may stand at several places. */
export function listDeclaredPaths(
  declaration: AssetDeclaration,
  bankFormat: BankFormat | undefined,
): readonly DeclaredPath[] {
  const paths: DeclaredPath[] = [];
  for (const [index, artifact] of declaration.artifacts.entries()) {
    paths.push({ path: artifact.file, pointer: `/artifacts/${index}/file`, role: 'artifact' });
  }
  for (const path of new Set(bankFormat?.listPipelineInputs(declaration) ?? [])) {
    const pointers = findStrings(declaration.output.pipeline, path, '/output/pipeline');
    for (const pointer of pointers.length === 0 ? ['/output/pipeline'] : pointers) {
      paths.push({ path, pointer, role: 'pipeline' });
    }
  }
  for (const [role, files] of Object.entries(declaration.inputs)) {
    for (const [index, path] of files.entries()) {
      paths.push({ path, pointer: `/inputs/${escapePointerToken(role)}/${index}`, role: 'input' });
    }
  }
  return paths;
}

/** Pointers of all strings equal to `wanted` below a value: the format tells which files it reads, not where from. */
function findStrings(value: unknown, wanted: string, pointer: string): readonly string[] {
  if (value === wanted) return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    findStrings(member, wanted, `${pointer}/${escapePointerToken(key)}`),
  );
}

/**
 * The files that make an asset what it is: `asset.json`, artifacts, palette files and declared inputs, root-relative,
 * each once, by UTF-8 path (asset-pack 3, `inputs`).
 */
export function listAssetInputs(declaration: AssetDeclaration, bankFormat: BankFormat): readonly string[] {
  const paths = new Set([DECLARATION_FILE]);
  for (const artifact of declaration.artifacts) paths.add(artifact.file);
  for (const path of bankFormat.listPipelineInputs(declaration)) paths.add(path);
  for (const files of Object.values(declaration.inputs)) for (const path of files) paths.add(path);
  return [...paths].sort(compareUtf8);
}

/** The files whose bytes make the payload: artifacts and palette files, each once, by UTF-8 path. */
export function listPayloadInputs(declaration: AssetDeclaration, bankFormat: BankFormat): readonly string[] {
  const paths = new Set(declaration.artifacts.map((artifact) => artifact.file));
  for (const path of bankFormat.listPipelineInputs(declaration)) paths.add(path);
  return [...paths].sort(compareUtf8);
}
