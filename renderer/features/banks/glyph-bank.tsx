import { Grid3x3 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { AssetPreview } from '#schemas/contract/views.ts';
import { glyphData } from '../../app/parts/glyph-data.ts';
import { IconButton } from '../../ui/button.tsx';
import { SHEET_PX, paletteColors, type PaletteChoice } from '../../ui/preview/glyph-pixels.ts';
import { GlyphSheet, ZOOMS, ZoomButtons } from '../../ui/preview/glyph-sheet.tsx';
import { PaletteSwatches } from '../../ui/preview/palette-swatches.tsx';
import { TileFacts } from '../../ui/preview/tile-facts.tsx';
import { setBanks, useBanks } from './banks-store.ts';

type GlyphPreview = Extract<AssetPreview, { kind: 'glyph' }>;

/** Sheet left, palettes right; a chosen palette draws the whole sheet (picture 2 of visual.md). */
export function GlyphBank({ name, preview }: { readonly name: string; readonly preview: GlyphPreview }) {
  const { zoom, palette, showsGrid, tile } = useBanks();
  const data = useMemo(() => glyphData(preview), [preview]);
  const frame = useRef<HTMLDivElement>(null);
  const fitting = useFittingZoom(
    frame,
    Math.ceil(preview.tile_count / (SHEET_PX / preview.tile_size)) * preview.tile_size,
  );
  const shownZoom = zoom ?? fitting;
  const choice = palette !== 'own' && !preview.authored.includes(palette) ? 'own' : palette;
  const ofTile = tile === null ? null : (preview.tiles.find((each) => each.index === tile)?.palette ?? null);
  return (
    <div className="glyph-bank">
      <div className="glyph-bank__sheet">
        <div className="sheet-bar">
          <ZoomButtons zoom={shownZoom} onZoom={(next) => setBanks({ zoom: next })} />
          <IconButton
            small
            label="Tile grid"
            pressed={showsGrid}
            icon={<Grid3x3 size={12} />}
            onPress={() => setBanks({ showsGrid: !showsGrid })}
          />
          <span className="small quiet">
            {preview.tile_count} tiles of {preview.tile_size} px
          </span>
          <span className="grow" />
          <TileFacts data={data} tile={tile} />
        </div>
        <div ref={frame} className="glyph-bank__frame">
          <GlyphSheet
            label={name}
            data={data}
            palette={choice}
            zoom={shownZoom}
            onZoom={(next) => setBanks({ zoom: next })}
            tile={tile}
            onTile={(next) => setBanks({ tile: next })}
            showsGrid={showsGrid}
          />
        </div>
      </div>
      <PaletteList preview={preview} palettes={data.palettes} choice={choice} ofTile={ofTile} />
    </div>
  );
}

/** Largest whole zoom at which the sheet fits its frame in width and its used part in height, one beyond the whole at most. */
function fittingZoom(widthPx: number, heightPx: number, usedPx: number): number {
  const whole = Math.max(1, Math.floor(Math.min(widthPx, heightPx) / SHEET_PX));
  const fits = (zoom: number) => SHEET_PX * zoom + 2 <= widthPx && usedPx * zoom + 2 <= heightPx;
  return ZOOMS.findLast((zoom) => zoom <= whole + 1 && fits(zoom)) ?? 1;
}

function useFittingZoom(frame: RefObject<HTMLElement | null>, usedPx: number): number {
  const [zoom, setZoom] = useState(1);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const fit = () => {
      const { clientWidth, clientHeight } = element;
      setZoom(fittingZoom(clientWidth, clientHeight, usedPx));
    };
    fit();
    const sizes = new ResizeObserver(fit);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [frame, usedPx]);
  return zoom;
}

function PaletteList(props: {
  readonly preview: GlyphPreview;
  readonly palettes: Uint8Array;
  readonly choice: PaletteChoice;
  readonly ofTile: number | null;
}) {
  const { preview, palettes, choice, ofTile } = props;
  const list = useRef<HTMLDivElement>(null);
  const choices: readonly PaletteChoice[] = ['own', ...preview.authored];
  const used = useMemo(() => {
    const counts = new Map<number, number>();
    for (const tile of preview.tiles)
      if (tile.palette !== null) counts.set(tile.palette, (counts.get(tile.palette) ?? 0) + 1);
    return counts;
  }, [preview]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = choices.indexOf(choice);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = choices[Math.max(0, Math.min(choices.length - 1, to))];
    if (next === undefined) return;
    setBanks({ palette: next });
    list.current?.querySelector(`[data-palette='${next}']`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <section className="palette-list" aria-label="Palettes">
      <h3>
        Palettes <span className="faint small">{preview.authored.length} of 64</span>
      </h3>
      <div
        ref={list}
        role="listbox"
        aria-label="Palette that draws the sheet"
        aria-activedescendant={`palette-${choice}`}
        tabIndex={0}
        className="palette-list__rows"
        onKeyDown={onKeyDown}
      >
        {choices.map((each) => (
          <div
            key={each}
            id={`palette-${each}`}
            role="option"
            aria-selected={each === choice}
            data-palette={each}
            data-of-tile={each === ofTile ? '' : undefined}
            className="palette-list__row"
            onClick={() => setBanks({ palette: each })}
          >
            {each === 'own' ? (
              <span className="palette-list__own">Each tile its own</span>
            ) : (
              <>
                <span className="mono">
                  <span className="visually-hidden">palette </span>
                  {each}
                </span>
                <div aria-hidden="true">
                  <PaletteSwatches label={`palette ${each}`} colors={paletteColors(palettes, each)} />
                </div>
                <span className="faint small palette-list__count">
                  {used.get(each) ?? 0}
                  <span className="visually-hidden"> tiles</span>
                </span>
              </>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
