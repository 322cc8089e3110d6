/** The colours of the lantern cave, by material from dark to light. Every picture of the example uses these alone. */
export const NIGHT = 0x0d0b1a;
export const BONE = 0xf2ead8;
export const ROCK = [0x1a1630, 0x2a2347, 0x40345f, 0x5d4a7a, 0x86689a, 0xb892b4] as const;
export const MOSS = [0x1d3b3a, 0x2f6a4f, 0x63a35a, 0xb5d36a] as const;
export const WATER = [0x12324f, 0x1d5a78, 0x3aa0a8, 0x9be8d8] as const;
export const EMBER = [0x5a2328, 0xa8402f, 0xe8803a, 0xffc65c, 0xfff2b8] as const;
export const CRYSTAL = [0x3b1f6b, 0x7a3bc0, 0xc06df0, 0xf3c8ff] as const;
export const CAP = [0x6a1f4a, 0xb8336a, 0xf0688a, 0xffc0b8] as const;
export const WOOD = [0x3a2430, 0x6b4038, 0xa36b4a, 0xd9a066] as const;
export const STEEL = [0x39415c, 0x6b7a99, 0xa9b8cc] as const;

/** One letter per colour, for pictures drawn as text. A dot is transparent. */
export const LETTERS: Readonly<Record<string, number>> = {
  n: NIGHT,
  b: BONE,
  '0': ROCK[0],
  '1': ROCK[1],
  '2': ROCK[2],
  '3': ROCK[3],
  '4': ROCK[4],
  '5': ROCK[5],
  g: MOSS[0],
  h: MOSS[1],
  i: MOSS[2],
  j: MOSS[3],
  w: WATER[0],
  x: WATER[1],
  y: WATER[2],
  z: WATER[3],
  D: EMBER[0],
  E: EMBER[1],
  F: EMBER[2],
  G: EMBER[3],
  H: EMBER[4],
  p: CRYSTAL[0],
  q: CRYSTAL[1],
  r: CRYSTAL[2],
  s: CRYSTAL[3],
  K: CAP[0],
  L: CAP[1],
  M: CAP[2],
  N: CAP[3],
  t: WOOD[0],
  u: WOOD[1],
  v: WOOD[2],
  W: WOOD[3],
  S: STEEL[0],
  T: STEEL[1],
  U: STEEL[2],
};
