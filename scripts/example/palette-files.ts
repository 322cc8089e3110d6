/** Palette files in the three kinds that asset-pack 4.1 reads. Colours are 0xRRGGBB in entry order. */

const channels = (color: number): readonly [number, number, number] => [
  color >>> 16,
  (color >>> 8) & 0xff,
  color & 0xff,
];

/** `#rrggbb`, as in a declaration. */
export function hexColor(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

export function gimpPalette(name: string, colors: readonly number[]): string {
  const lines = colors.map((color) =>
    channels(color)
      .map((value) => String(value).padStart(3))
      .join(' '),
  );
  return [
    'GIMP Palette',
    `Name: ${name}`,
    'Columns: 8',
    '# Entry 0 is the transparent one.',
    ...lines,
    '',
  ].join('\n');
}

export function jascPalette(colors: readonly number[]): string {
  return [
    'JASC-PAL',
    '0100',
    String(colors.length),
    ...colors.map((color) => channels(color).join(' ')),
    '',
  ].join('\r\n');
}

export function hexPalette(colors: readonly number[]): string {
  return `${colors.map((color) => hexColor(color).slice(1)).join('\n')}\n`;
}
