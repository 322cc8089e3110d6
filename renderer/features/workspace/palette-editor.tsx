import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AssetFile } from '#schemas/report/assets.ts';
import type { AssetDeclaration, DeclaredPalette } from '#schemas/workspace/declaration.ts';
import { glyphData } from '../../app/parts/glyph-data.ts';
import { useAssetPreview } from '../../app/state/asset-facts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { NumberField } from '../../ui/fields.tsx';
import { MenuButton, type MenuItem } from '../../ui/menu.tsx';
import { Name } from '../../ui/name.tsx';
import { paletteColors } from '../../ui/preview/glyph-pixels.ts';
import { PaletteSwatches } from '../../ui/preview/palette-swatches.tsx';
import { Section } from '../../ui/section.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { ColorPopover } from './color-popover.tsx';
import { editDeclaration } from './edit-declaration.ts';
import {
  addPalette,
  declaredPalettes,
  lowestFreeIndex,
  moveColor,
  removeColor,
  removePalette,
  replacePalette,
  setColor,
} from './palette-edits.ts';

const PALETTE_FILE = /\.(gpl|pal|hex)$/i;

/** Palettes of a glyph bank as swatches: inline colours are edited in place, files stay files, `auto` shows what it derives. */
export function PaletteEditor({
  assetId,
  declaration,
  files,
}: {
  readonly assetId: number;
  readonly declaration: AssetDeclaration;
  readonly files: readonly AssetFile[];
}) {
  const { value: preview } = useAssetPreview(assetId);
  const palettes = declaredPalettes(declaration.output.pipeline);
  const glyph = preview?.kind === 'glyph' ? preview : undefined;
  const write = (next: 'auto' | readonly DeclaredPalette[]) =>
    editDeclaration(assetId, { kind: 'set_palettes', palettes: next === 'auto' ? 'auto' : [...next] });
  const derived =
    glyph === undefined ? undefined : { authored: glyph.authored, bytes: glyphData(glyph).palettes };
  const listed = palettes === undefined || palettes === 'auto' ? [] : palettes;
  const addItems: readonly MenuItem[] = [
    {
      id: 'colors',
      title: 'With inline colours',
      run: () => write(addPalette(listed, { colors: ['#000000', '#ffffff'] })),
    },
    ...files
      .filter((file) => PALETTE_FILE.test(file.path) && file.kind === 'file')
      .map((file) => ({
        id: file.path,
        title: `From ${visibleName(file.path)}`,
        run: () => write(addPalette(listed, { file: file.path })),
      })),
    {
      id: 'auto',
      title: 'Derive all palettes from the images',
      note: 'Replaces the declared ones; nothing is quantised.',
      apart: true,
      run: () => write('auto'),
    },
  ];

  if (palettes === 'auto')
    return (
      <Section
        title="Palettes: derived from the images"
        end={
          <Button
            small
            unavailable={derived === undefined ? 'They are known once the bank can be encoded.' : undefined}
            title="Writes the derived colours into the declaration, where they can be edited"
            onPress={() =>
              derived !== undefined &&
              write(
                derived.authored.map((index) => ({
                  index,
                  palette: { colors: trimmed(paletteColors(derived.bytes, index)) },
                })),
              )
            }
          >
            Declare these
          </Button>
        }
      >
        {derived?.authored.map((index) => (
          <div key={index} className="palette-row">
            <span className="mono faint">{index}</span>
            <PaletteSwatches
              label={`Palette ${index}`}
              colors={trimmed(paletteColors(derived.bytes, index))}
            />
          </div>
        ))}
      </Section>
    );
  return (
    <Section
      title={`Palettes (${listed.length})`}
      end={
        <MenuButton
          small
          items={addItems}
          menuLabel="Add a palette"
          icon={<Plus size={12} />}
          unavailable={lowestFreeIndex(listed) === undefined ? 'All 64 palettes are declared.' : undefined}
        >
          Add
        </MenuButton>
      }
    >
      {listed.length === 0 && (
        <p className="quiet small">
          No palette is declared. Add one, or let them be derived from the images.
        </p>
      )}
      {listed.map((palette, at) => (
        <PaletteRow
          key={palette.index}
          palette={palette}
          taken={listed.map((each) => each.index)}
          fileColors={
            palette.palette.file !== undefined && derived?.authored.includes(palette.index) === true
              ? trimmed(paletteColors(derived.bytes, palette.index))
              : undefined
          }
          onChange={(next) => write(replacePalette(listed, at, next))}
          onRemove={() => write(removePalette(listed, at))}
        />
      ))}
    </Section>
  );
}

/** Without the zero entries at the end, which were never declared. */
function trimmed(colors: readonly string[]): string[] {
  const last = colors.findLastIndex((color) => color !== '#000000');
  return colors.slice(0, Math.max(1, last + 1));
}

function PaletteRow(props: {
  readonly palette: DeclaredPalette;
  readonly taken: readonly number[];
  readonly fileColors: readonly string[] | undefined;
  readonly onChange: (palette: DeclaredPalette) => void;
  readonly onRemove: () => void;
}) {
  const { palette, taken, fileColors, onChange, onRemove } = props;
  const { index } = palette;
  const [open, setOpen] = useState<{ readonly entry: number; readonly x: number; readonly y: number }>();
  const colors = palette.palette.colors;
  const writeColors = (next: string[]) => onChange({ index, palette: { ...palette.palette, colors: next } });
  return (
    <div className="palette-row">
      <NumberField
        small
        hideLabel
        label={`Index of palette ${index}`}
        value={index}
        min={0}
        max={63}
        onCommit={(next) => next !== null && !taken.includes(next) && onChange({ ...palette, index: next })}
      />
      {colors === undefined ? (
        <PaletteSwatches label={`Palette ${index}`} colors={fileColors ?? []} />
      ) : (
        <PaletteSwatches
          label={`Palette ${index}`}
          colors={colors}
          marked={open?.entry ?? null}
          onPress={(entry, element) => {
            const box = element.getBoundingClientRect();
            const at = Math.min(entry, colors.length);
            if (at === colors.length) writeColors(setColor(colors, at, colors.at(-1) ?? '#000000'));
            setOpen({ entry: at, x: box.left, y: box.bottom + 4 });
          }}
        />
      )}
      <IconButton small label={`Remove palette ${index}`} icon={<Trash2 size={12} />} onPress={onRemove} />
      {palette.palette.file !== undefined && (
        <>
          <span />
          <Name text={palette.palette.file} mono className="faint clip" />
        </>
      )}
      {open !== undefined && colors?.[open.entry] !== undefined && (
        <ColorPopover
          key={open.entry}
          at={open}
          entry={open.entry}
          color={colors[open.entry] ?? '#000000'}
          last={colors.length - 1}
          onCommit={(color) => writeColors(setColor(colors, open.entry, color))}
          onRemove={() => {
            setOpen(undefined);
            writeColors(removeColor(colors, open.entry));
          }}
          onMove={(step) => {
            writeColors(moveColor(colors, open.entry, step));
            setOpen({ ...open, entry: open.entry + step });
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
