import { useLayoutEffect, useRef } from 'react';
import { SHEET_PX, sheetPixels, type GlyphSheetData } from '../../ui/preview/glyph-pixels.ts';

/** The whole sheet as one canvas, from which thumbnails are cut. */
export function sheetCanvas(data: GlyphSheetData): OffscreenCanvas {
  const canvas = new OffscreenCanvas(SHEET_PX, SHEET_PX);
  canvas.getContext('2d')?.putImageData(new ImageData(sheetPixels(data, 'own'), SHEET_PX, SHEET_PX), 0, 0);
  return canvas;
}

/** One tile, small. */
export function TileThumb({
  sheet,
  tileSize,
  tile,
}: {
  readonly sheet: OffscreenCanvas;
  readonly tileSize: number;
  readonly tile: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (drawing === null || drawing === undefined) return;
    const columns = SHEET_PX / tileSize;
    drawing.clearRect(0, 0, tileSize, tileSize);
    drawing.drawImage(
      sheet,
      (tile % columns) * tileSize,
      Math.floor(tile / columns) * tileSize,
      tileSize,
      tileSize,
      0,
      0,
      tileSize,
      tileSize,
    );
  }, [sheet, tileSize, tile]);
  return <canvas ref={canvas} width={tileSize} height={tileSize} aria-hidden="true" />;
}
