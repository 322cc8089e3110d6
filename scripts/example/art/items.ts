import { drawn, type Canvas } from '../canvas.ts';

/** Icons of 16 pixels: the lantern from cold to bright, and what goes with it. */

function lantern(glass: readonly [string, string, string, string, string]): Canvas {
  return drawn([
    '......nnnn......',
    '.....n.TT.n.....',
    '....n......n....',
    '....n..nn..n....',
    '.....nnUTnn.....',
    '....nUTTTTSn....',
    '...nnnnnnnnnn...',
    `...nT${glass[0]}Sn...`,
    `...nT${glass[1]}Sn...`,
    `...nT${glass[2]}Sn...`,
    `...nT${glass[3]}Sn...`,
    `...nT${glass[4]}Sn...`,
    '...nnnnnnnnnn...',
    '..nUTTTTTTTTSn..',
    '..nTTSSSSSSSSn..',
    '...nnnnnnnnnn...',
  ]);
}

export const lanternCold = lantern(['000100', '001000', '010000', '000nn0', '00nnn0']);
export const lanternEmber = lantern(['000000', '0D000D', '00DD00', '0DEED0', 'DEFFED']);
export const lanternLow = lantern(['D0DD0D', 'DDEEDD', 'DEFFED', 'EFGGFE', 'EFHGFE']);
export const lanternLit = lantern(['EFFFFE', 'FGGGGF', 'FGHHGF', 'GHbbHG', 'GHbbHG']);
export const lanternBright = lantern(['GHHHHG', 'HbbbbH', 'HbbbbH', 'HbbbbH', 'HbbbbH']);

export const oilFlask: Canvas = drawn([
  '................',
  '......nnnn......',
  '......nWvn......',
  '......nvun......',
  '.....nnnnnn.....',
  '......nUTn......',
  '......nzyn......',
  '.....nzy.yn.....',
  '....nUy..yTn....',
  '...nUHGGGGGTn...',
  '...nUGHFFFFSn...',
  '..nUGHFFFFFFSn..',
  '..nTGFFFFFEESn..',
  '..nTFFFFFEEESn..',
  '...nTFEEEEESn...',
  '....nnnnnnnn....',
]);

export const ironKey: Canvas = drawn([
  '................',
  '....nnnnn.......',
  '...nHGGGFn......',
  '..nHGnnnGFn.....',
  '..nGn...nFn.....',
  '..nGn...nFn.....',
  '..nGGnnnGFn.....',
  '...nGGGGFn......',
  '....nnnGFn......',
  '......nGFn......',
  '......nGFnnn....',
  '......nGGGFn....',
  '......nGFnnn....',
  '......nGGGFn....',
  '......nFFEn.....',
  '.......nnn......',
]);

export const rope: Canvas = drawn([
  '................',
  '....nnnnnnn.....',
  '..nnWvWvWvWnn...',
  '.nWvuvuvuvuvWn..',
  '.nvnnnnnnnnnvn..',
  'nWn..nnnnn..nWn.',
  'nvn.nWvWvWn.nvn.',
  'nWn.nvnnnvn.nWn.',
  'nvn.nWvWvWn.nvn.',
  'nWvn.nnnnn.nvWn.',
  '.nvWnnnnnnnWvn..',
  '.nuvWvWvWvWvun..',
  '..nnuvuvuvunvn..',
  '....nnnnnnnnWvn.',
  '...........nnvWn',
  '.............nn.',
]);

export const pickaxe: Canvas = drawn([
  '................',
  '....nnnnnn......',
  '...nUUUUTTnn....',
  '....nnnnTTTTn...',
  '........nWnTTn..',
  '.......nWvunTTn.',
  '......nWvun.nTn.',
  '.....nWvun..nTSn',
  '....nWvun...nTSn',
  '...nWvun....nTSn',
  '..nWvun......nSn',
  '.nWvun.......nSn',
  'nWvun.........n.',
  'nvun............',
  '.nn.............',
  '................',
]);

export const caveMap: Canvas = drawn([
  '................',
  '..nnn......nnn..',
  '.nbbWnnnnnnWbbn.',
  '.nbWvbbbbbbvWbn.',
  '..nnbbbbbWbbnn..',
  '...nbEbEbbbbn...',
  '...nbbEbbubbn...',
  '...nbEbEubbWn...',
  '...nbbbubbbbn...',
  '...nWbubbyybn...',
  '...nbubbyyybn...',
  '...nbubbbybbn...',
  '..nnbbWbbbbbnn..',
  '.nWbvbbbbbbvbWn.',
  '.nvWnnnnnnnnWvn.',
  '..nn........nn..',
]);

export const gem: Canvas = drawn([
  '................',
  '................',
  '...nnnnnnnnnn...',
  '..nsssrrrrrqqn..',
  '.nsbssrrrrqqqpn.',
  'nsbsssrrrrqqqppn',
  'nnnnnnnnnnnnnnnn',
  'nrrrsrrrrqqqpppn',
  '.nrrrrrrrqqpppn.',
  '..nrrsrrrqqppn..',
  '...nrrrrqqppn...',
  '....nrrrqqpn....',
  '.....nrrqpn.....',
  '......nrqn......',
  '.......nn.......',
  '................',
]);

export const heart: Canvas = drawn([
  '................',
  '..nnnn....nnnn..',
  '.nMMMMn..nMMLLn.',
  'nMNNMMMnnMMMLLKn',
  'nMNbNMMMMMMLLLKn',
  'nMNNMMMMMMLLLLKn',
  'nMMMMMMMMMLLLKKn',
  'nMMMMMMMMLLLLKKn',
  '.nLMMMMMLLLLKKn.',
  '..nLLMMLLLLKKn..',
  '...nLLLLLLKKn...',
  '....nLLLLKKn....',
  '.....nLLKKn.....',
  '......nLKn......',
  '.......nn.......',
  '................',
]);

export const heartEmpty: Canvas = drawn([
  '................',
  '..nnnn....nnnn..',
  '.n2222n..n2211n.',
  'n222111nn211111n',
  'n221000n1100001n',
  'n21000000000001n',
  'n21000000000001n',
  'n20000000000001n',
  '.n200000000001n.',
  '..n2000000001n..',
  '...n20000001n...',
  '....n200001n....',
  '.....n2001n.....',
  '......n11n......',
  '.......nn.......',
  '................',
]);

export const capItem: Canvas = drawn([
  '................',
  '.....nnnnnn.....',
  '...nnMMMMMLnn...',
  '..nMMNNMMMLLLn..',
  '.nMMNbNMMMMLLLn.',
  '.nMMNNMMNNMLLKn.',
  'nMMMMMMMNNMLLLKn',
  'nLMNMMMMMMMLLLKn',
  'nLLMMMMMMMLLLKKn',
  '.nnnKKKKKKKKnnn.',
  '....n5bbb54n....',
  '.....nbbb5n.....',
  '.....nbbb5n.....',
  '.....n5bb4n.....',
  '......n54n......',
  '.......nn.......',
]);
