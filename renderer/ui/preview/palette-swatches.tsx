import { classNames } from '../class-names.ts';
import './preview.css';

/**
 * One palette as a row of sixteen swatches. Entry 0 is crossed out: it is transparent. Entries that are not declared are
 * dashed. With `onPress` each swatch is a button.
 */
export function PaletteSwatches(props: {
  readonly label: string;
  readonly colors: readonly string[];
  readonly marked?: number | null;
  readonly onPress?: (entry: number, element: HTMLElement) => void;
}) {
  const { label, colors, marked = null, onPress } = props;
  return (
    <div
      className="swatches"
      role={onPress === undefined ? 'img' : 'group'}
      aria-label={onPress === undefined ? `${label}: ${colors.join(', ')}` : label}
    >
      {Array.from({ length: 16 }, (_, entry) => {
        const color = colors[entry];
        const className = classNames(
          'swatch',
          color === undefined && 'swatch--none',
          entry === 0 && color !== undefined && 'swatch--transparent',
          entry === marked && 'swatch--marked',
        );
        const style = color === undefined ? undefined : { backgroundColor: color };
        const text =
          color === undefined
            ? `entry ${entry}: add a colour`
            : `entry ${entry}: ${color}${entry === 0 ? ', transparent' : ''}`;
        if (onPress === undefined)
          return (
            <span
              key={entry}
              className={className}
              style={style}
              title={color === undefined ? undefined : text}
            />
          );
        return (
          <button
            key={entry}
            type="button"
            className={className}
            style={style}
            title={text}
            aria-label={text}
            onClick={(event) => onPress(entry, event.currentTarget)}
          />
        );
      })}
    </div>
  );
}
