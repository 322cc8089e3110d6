import { isTileSize, TILE_SIZE_KEY } from '#core/banks/glyph/glyph-layout.ts';
import { PngError } from '#core/banks/glyph/png-failure.ts';
import { PNG_SIGNATURE, readPngHeader } from '#core/banks/glyph/png-header.ts';
import { gridOf } from '#core/banks/glyph/tile-grid.ts';
import { StudioError } from '#core/errors.ts';
import { memberOf } from '#core/json/json-value.ts';
import type { ReadHandle, ReadTree } from '#core/ports/file-system.ts';
import { projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import type { SourceFile } from './action-plan.ts';

const IHDR_DATA_OFFSET = 16;
const IHDR_END = 29;

/** How many indices an artifact takes; undefined where its image does not tell. */
export type CellCount = (file: string) => number | undefined;

/** The same for a sheet that is not in the root yet. */
export function cellCountOfSource(source: SourceFile, declaration: AssetDeclaration): number | undefined {
  return countCells(declaration, () => source.open());
}

/**
 * Counts the cells of sheets from the size that their PNG header states (asset-pack 4.1, grid); every other artifact
 * takes one index. Reads 29 bytes of a file, whatever its size.
 * @param root of the asset, relative to `assets/`
 */
export function cellCountOf(tree: ReadTree, root: string, declaration: AssetDeclaration): CellCount {
  const known = new Map<string, number | undefined>();
  return (file) => {
    if (!known.has(file))
      known.set(
        file,
        countCells(declaration, () => tree.openRead(projectPathOfFile(root, file))),
      );
    return known.get(file);
  };
}

function countCells(declaration: AssetDeclaration, open: () => ReadHandle): number | undefined {
  const { format, metadata, pipeline } = declaration.output;
  if (format !== 'GLYPH/indexed_v1' || memberOf(pipeline ?? {}, 'slice') !== 'grid') return 1;
  const tileSize = memberOf(metadata ?? {}, TILE_SIZE_KEY);
  if (!isTileSize(tileSize)) return undefined;
  const gutter = (key: string): number => {
    const declared = memberOf(pipeline ?? {}, key);
    return typeof declared === 'number' ? declared : 0;
  };
  const size = readImageSize(open);
  const cells =
    size === undefined
      ? undefined
      : gridOf(size, tileSize, { margin: gutter('margin'), spacing: gutter('spacing') });
  return cells === undefined ? undefined : cells.columns * cells.rows;
}

function readImageSize(
  open: () => ReadHandle,
): { readonly width: number; readonly height: number } | undefined {
  try {
    const handle = open();
    try {
      const head = new Uint8Array(IHDR_END);
      if (handle.readAt(0, head, IHDR_END) < IHDR_END) return undefined;
      if (!PNG_SIGNATURE.every((byte, at) => head[at] === byte)) return undefined;
      return readPngHeader(head.subarray(IHDR_DATA_OFFSET), IHDR_DATA_OFFSET);
    } finally {
      handle.close();
    }
  } catch (error) {
    if (error instanceof PngError || error instanceof StudioError) return undefined;
    throw error;
  }
}
