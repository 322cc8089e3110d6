/** What the letters of the level stand for. Rock and water take the tile that fits their neighbours. */
export const LEVEL_LEGEND: ReadonlyMap<string, string> = new Map([
  ['#', 'rock'],
  ['~', 'water'],
  ['i', 'stalactite-long'],
  ['I', 'stalactite-short'],
  ['c', 'moss-curtain'],
  ['u', 'shelf-fungus'],
  ['f', 'fern'],
  ['t', 'mushroom-glow'],
  ['T', 'mushroom-tall'],
  ['o', 'crystal-teal'],
  ['*', 'crystal-small'],
  ['q', 'crystal-large'],
  ['l', 'lantern-1'],
  ['H', 'ladder'],
  ['%', 'crate'],
  ['>', 'sign'],
  ['$', 'chest-closed'],
  ['K', 'keeper'],
  ['s', 'slime'],
  ['b', 'bat'],
  ['m', 'shroomling'],
  ['v', 'moth'],
  ['r', 'mossback'],
]);

/** The first level, one letter a cell of 16 pixels; a dot is open. Creatures fill two cells, up and to the right. */
export const LEVEL_ROWS = [
  '########################',
  '########################',
  '####i..###.i.###..#..###',
  '##i.......I........i..##',
  '#...................v..#',
  '#........b........*.$l.#',
  '#o............H#########',
  '##t...........H.c....###',
  '###u..........H.......##',
  '#f.K.l>....lm.H%Tqs.r.##',
  '#######~~~~#############',
  '########~~##############',
] as const;

/** The level file as the game loads it: size, legend, map. */
export function levelText(): string {
  const width = LEVEL_ROWS[0].length;
  return [
    'LANTERN-LEVEL 1',
    `size ${width} ${LEVEL_ROWS.length}`,
    'legend',
    ...[...LEVEL_LEGEND].map(([letter, name]) => `${letter} ${name}`),
    'map',
    ...LEVEL_ROWS,
    '',
  ].join('\n');
}
