export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Cells on a terminal are counted in code points; wide characters are rare in names and only shift a column. */
function widthOf(text: string): number {
  return [...text].length;
}

/** An aligned table; the last column is not padded. Cells must be made visible by the caller and hold no colours. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) =>
    lines.reduce((widest, line) => Math.max(widest, widthOf(line[at] ?? '')), 0),
  );
  return lines
    .map((line) =>
      columns
        .map(({ align }, at) => {
          const cell = line[at] ?? '';
          const padding = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
          if (align === 'right') return padding + cell;
          return at === columns.length - 1 ? cell : cell + padding;
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
