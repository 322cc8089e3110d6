import { drawn, mirrored, type Canvas } from '../canvas.ts';

/** What people left in the cave: timber, chests, lantern posts. */

export const ladder: Canvas = drawn([
  '..tWt......tWt..',
  '..uvu......uvu..',
  '..uWvvvvvvvvvu..',
  '..uvuuuuuuuuvu..',
  '..uvttttttttvu..',
  '..uvu......uvu..',
  '..uvu......uvu..',
  '..uvu......uvu..',
  '..tWt......tWt..',
  '..uvu......uvu..',
  '..uWvvvvvvvvvu..',
  '..uvuuuuuuuuvu..',
  '..uvttttttttvu..',
  '..uvu......uvu..',
  '..uvu......uvu..',
  '..uvu......uvu..',
]);

export const plank: Canvas = drawn([
  'WWWWWWWtWWWWWWWW',
  'vvWvvvvtvvvvWvvv',
  'vvvvuvvtvuvvvvvv',
  'uuuuuuututuuuuuu',
  'tttttttttttttttt',
  '.tuv........tuv.',
  '.tuv........tuv.',
  '..tuv........tu.',
  '...tu.........t.',
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
]);

export const crate: Canvas = drawn([
  'tttttttttttttttt',
  'tWWWWWWWWWWWWWWt',
  'tWvvvvvvvvvvvvut',
  'tWvtttttttttuvut',
  'tWvtvvuvvuvWtvut',
  'tWvtvvuvvuWvtvut',
  'tWvtvvuvvWvvtvut',
  'tWvtvvuvWuvvtvut',
  'tWvtvvuWvuvvtvut',
  'tWvtvvWvvuvvtvut',
  'tWvtvWuvvuvvtvut',
  'tWvtWvuvvuvvtvut',
  'tWvtttttttttuvut',
  'tWvvvvvvvvvvvvut',
  'tuuuuuuuuuuuuuut',
  'tttttttttttttttt',
]);

export const chestClosed: Canvas = drawn([
  '................',
  '................',
  '................',
  '..nnnnnnnnnnnn..',
  '.nWWGWWWWWWGWWn.',
  'nWvvGvvvvvvGvvun',
  'nvvvGvvvvvvGvvun',
  'nuuuFuuuuuuFuuun',
  'nnnnnnnGGnnnnnnn',
  'nGGGGGGHGGGGGGFn',
  'nWvvGvvGFvvGvvun',
  'nvvvGvvvvvvGvvun',
  'nvvvGvvvvvvGvuun',
  'nvvuFuuuuuuFuuun',
  'nuuuFuuuuuuFuutn',
  '.nnnnnnnnnnnnnn.',
]);

export const chestOpen: Canvas = drawn([
  '..nnnnnnnnnnnn..',
  '.nuutGttttGtuun.',
  'nvuttFttttFttuvn',
  'nvtttttttttttuvn',
  'nvttttHttttttuvn',
  'nnttGGHHGttGttnn',
  'nWHGGHHGGHGGHGun',
  'nFGHGFGHHGFGGFun',
  'nnnnnnnnnnnnnnnn',
  'nGGGGGGHGGGGGGFn',
  'nWvvGvvGFvvGvvun',
  'nvvvGvvvvvvGvvun',
  'nvvvGvvvvvvGvuun',
  'nvvuFuuuuuuFuuun',
  'nuuuFuuuuuuFuutn',
  '.nnnnnnnnnnnnnn.',
]);

export const sign: Canvas = drawn([
  '................',
  '................',
  '.tttttttttttt...',
  '.tWWWWWWWWWWvt..',
  '.tWvvvvvvutvvut.',
  '.tvvtttttttutvut',
  '.tWvvvvvvutvvut.',
  '.tvvvvvvvvvvut..',
  '.tttttttttttt...',
  '......tvu.......',
  '......tvu.......',
  '......tvu.......',
  '......tvu.......',
  '......tvu.......',
  '......tvu.......',
  '.....ttvut......',
]);

const POST = [
  '......tWt.......',
  '......tvt.......',
  '......tvt.......',
  '......tvt.......',
  '......tvt.......',
  '......tvt.......',
  '......tvt.......',
  '......tvt.......',
] as const;

export const lanternPost: Canvas = drawn([...POST, ...POST.slice(1), '.....ttvut......']);

const FLAMES: readonly (readonly string[])[] = [
  ['.nHHHHGn.', '.nHbbHGn.', '.nHbbHGn.', '.nGHHGFn.', '.nFGGFEn.'],
  ['.nGHHGFn.', '.nHbHHGn.', '.nHbbHGn.', '.nHHHGFn.', '.nFGGFEn.'],
  ['.nGGHHGn.', '.nGHbHGn.', '.nHbbHGn.', '.nGHHGFn.', '.nEFGFEn.'],
];

/** The lantern on its bracket, three frames of flickering light. */
export function hangingLantern(frame: number): Canvas {
  const flame = FLAMES[frame % FLAMES.length] ?? [];
  return drawn([
    '.....tWvvvvu....',
    '.....tuttttvu...',
    '.....tvt...nn...',
    '.....tvt..n..n..',
    '.....tvt...nn...',
    '.....tvt.nnnnnn.',
    '.....tvtnvWWvvun',
    '.....tvt.nnnnnn.',
    ...flame.map((row) => `.....tvt${row.slice(1)}`.slice(0, 16)),
    '.....tvt.nnnnnn.',
    '.....tvtnvWWvvun',
    '.....tvt.nnnnnn.',
  ]);
}

export const rail: Canvas = drawn([
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
  '................',
  'bUUUUUUUUUUUUUUU',
  'TTTTTTTTTTTTTTTT',
  'SSSSSSSSSSSSSSSS',
  '.tWWvt....tWWvt.',
  '.tvvut....tvvut.',
  '.ttttt....ttttt.',
]);

export const brace: Canvas = drawn([
  'WWWWWWWWWWWWWWWW',
  'vvvvvvWvvvvvvvWv',
  'uuuvuuuuuuvuuuuu',
  'tttttttttttttttt',
  'tWvut.....tuvt..',
  'tWvut....tuvt...',
  'tWvut...tuvt....',
  'tWvut..tuvt.....',
  'tWvut.tuvt......',
  'tWvuttuvt.......',
  'tWvutuvt........',
  'tWvuuvt.........',
  'tWvuvt..........',
  'tWvut...........',
  'tWvut...........',
  'tWvut...........',
]);
export const braceRight: Canvas = mirrored(brace);
