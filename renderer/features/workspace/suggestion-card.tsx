import type { CreateOptions } from '#schemas/contract/actions.ts';
import type { CreateSuggestion } from '#schemas/contract/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { Select, Switch, TextField } from '../../ui/fields.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';

const KINDS = [
  { value: 'GLYPH/indexed_v1', title: 'Glyph bank', type: 'glyph_bank' },
  { value: 'SOUNDS/pcm16le_v1', title: 'Sound bank', type: 'sound_bank' },
  { value: 'GLYPH/raw_v1', title: 'Raw, GLYPH', type: 'raw' },
  { value: 'SOUNDS/raw_v1', title: 'Raw, SOUNDS', type: 'raw' },
  { value: 'SCENE/raw_v1', title: 'Raw, SCENE', type: 'raw' },
] as const;
const SIZES = [
  { value: '8', title: '8 px' },
  { value: '16', title: '16 px' },
  { value: '32', title: '32 px' },
] as const;
const SLICES = [
  { value: 'none', title: 'One tile a file' },
  { value: 'grid', title: 'Cut by a grid' },
] as const;
const CHANNELS = [
  { value: 'none', title: 'As it is' },
  { value: 'left', title: 'Left' },
  { value: 'right', title: 'Right' },
  { value: 'mix', title: 'Mix of both' },
] as const;
const SHOWN_FILES = 8;

/** One guess with its reason, and everything of it that can be said otherwise before it is made. */
export function SuggestionCard(props: {
  readonly suggestion: CreateSuggestion;
  readonly wanted: boolean;
  readonly onChange: (suggestion: CreateSuggestion, wanted: boolean) => void;
}) {
  const { suggestion, wanted, onChange } = props;
  const change = (part: Partial<CreateSuggestion>) => onChange({ ...suggestion, ...part }, wanted);
  const setOption = (part: CreateOptions) => change({ options: { ...suggestion.options, ...part } });
  const drop = (key: keyof CreateOptions) =>
    change({
      options: Object.fromEntries(Object.entries(suggestion.options).filter(([name]) => name !== key)),
    });
  const known = KINDS.some((kind) => kind.value === suggestion.format);
  const rest = suggestion.files.length - SHOWN_FILES;
  return (
    <li className={wanted ? 'suggestion stack' : 'suggestion suggestion--off stack'}>
      <div className="row-flex wrap">
        <Switch
          label={`Create ${visibleName(suggestion.name)}`}
          checked={wanted}
          onChange={(on) => onChange(suggestion, on)}
        />
        <span className="grow" />
        <Badge>{suggestion.files.length === 1 ? '1 file' : `${suggestion.files.length} files`}</Badge>
      </div>
      <p className="quiet small">{visibleName(suggestion.reason)}</p>
      {suggestion.concerns.map((concern) => (
        <StateIcon key={concern} state="warning" word={visibleName(concern)} />
      ))}
      <div className="suggestion__fields">
        <TextField
          label="Name"
          value={suggestion.name}
          maxLength={1024}
          onCommit={(name) => name.trim() !== '' && change({ name })}
        />
        <TextField
          label="Folder below assets/"
          mono
          value={suggestion.root}
          onCommit={(root) => root.trim() !== '' && change({ root })}
        />
        <Select
          label="Becomes"
          value={suggestion.format}
          options={known ? KINDS : [{ value: suggestion.format, title: suggestion.format }, ...KINDS]}
          onChange={(format) => {
            const kind = KINDS.find((each) => each.value === format);
            if (kind !== undefined)
              change({
                format: kind.value,
                type: kind.type,
                options:
                  kind.type === 'glyph_bank'
                    ? {
                        tile_size: suggestion.options.tile_size ?? 16,
                        palettes: suggestion.options.palettes ?? 'auto',
                      }
                    : {},
              });
          }}
        />
        {suggestion.type === 'glyph_bank' && (
          <>
            <Select
              label="Tile size"
              value={String(suggestion.options.tile_size ?? 16)}
              options={SIZES}
              onChange={(value) => setOption({ tile_size: value === '8' ? 8 : value === '32' ? 32 : 16 })}
            />
            <Select
              label="Images"
              value={suggestion.options.slice ?? 'none'}
              options={SLICES}
              onChange={(value) => (value === 'grid' ? setOption({ slice: 'grid' }) : drop('slice'))}
            />
          </>
        )}
        {suggestion.type === 'sound_bank' && (
          <Select
            label="Two channels become"
            value={suggestion.options.channels ?? 'none'}
            options={CHANNELS}
            onChange={(value) => (value === 'none' ? drop('channels') : setOption({ channels: value }))}
          />
        )}
      </div>
      <Switch
        label="Preload at boot"
        checked={suggestion.options.preload?.enabled === true}
        onChange={(enabled) =>
          setOption({ preload: { enabled, slot: suggestion.options.preload?.slot ?? null } })
        }
      />
      <p className="faint small">
        {suggestion.files.slice(0, SHOWN_FILES).map((file, index) => (
          <span key={file.handle}>
            {index > 0 && ', '}
            <Name text={file.name} />
          </span>
        ))}
        {rest > 0 && ` and ${rest} more`}
      </p>
    </li>
  );
}
