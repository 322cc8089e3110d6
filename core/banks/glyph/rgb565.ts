/** A colour as the runtime stores it: 5 bits red, 6 green, 5 blue (asset-pack 4.1). */
export type Rgb565 = number;

/** The runtime's own conversion from 8 bits a channel. */
export function toRgb565(red: number, green: number, blue: number): Rgb565 {
  return ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);
}

/** The colour expanded to 8 bits a channel, as people see it (asset-pack 4.1 "decoding for people"). */
export function fromRgb565(color: Rgb565): readonly [red: number, green: number, blue: number] {
  const red = (color >> 11) & 0x1f;
  const green = (color >> 5) & 0x3f;
  const blue = color & 0x1f;
  return [(red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2)];
}

/** `#rrggbb` of three channels. */
export function hexColor(red: number, green: number, blue: number): string {
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
