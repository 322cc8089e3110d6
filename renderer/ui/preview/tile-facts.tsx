import { Name } from '../name.tsx';
import { SHEET_PX, type GlyphSheetData } from './glyph-pixels.ts';

/** Id, place, palette and source file of a tile; told politely, since the pointer moves fast. */
export function TileFacts({ data, tile }: { readonly data: GlyphSheetData; readonly tile: number | null }) {
  const columns = SHEET_PX / data.tileSize;
  const record = tile === null ? undefined : data.tiles.find((each) => each.index === tile);
  return (
    <div className="tile-facts" role="status">
      {tile === null ? (
        <span className="faint">Point at a tile, or focus the sheet and use the arrow keys.</span>
      ) : (
        <>
          <span>
            tile <span className="mono">{tile}</span>
          </span>
          <span className="faint">
            row {Math.floor(tile / columns)}, column {tile % columns}
          </span>
          {record === undefined ? (
            <span className="faint">free</span>
          ) : (
            <>
              <span>{record.palette === null ? 'no palette' : `palette ${record.palette}`}</span>
              <Name text={record.file} mono />
            </>
          )}
        </>
      )}
    </div>
  );
}
