import type { FindingCatalogueEntry } from './catalogue.ts';

/** Diagnostics of `GLYPH/indexed_v1` (asset-pack 4.1). */
export const GLYPH_DIAGNOSTICS = {
  GLYPH_TILE_SIZE: {
    severity: 'error',
    title: 'The tile size is missing or not 8, 16 or 32.',
    remedy: 'Set output.metadata.tile_size to 8, 16 or 32.',
  },
  GLYPH_TOO_MANY_TILES: {
    severity: 'error',
    title: 'The bank has more tiles than its sheet holds.',
    remedy: 'A bank holds 1024 tiles of 8, 256 of 16 or 64 of 32 pixels: move some to another bank.',
  },
  GLYPH_IMAGE_SIZE: {
    severity: 'error',
    title: 'The image does not have the size of a tile.',
    remedy: 'Crop or pad it to the tile size, or set output.pipeline.slice to "grid" for a sheet.',
    fix: 'set-slice-grid',
  },
  GLYPH_IMAGE_TOO_LARGE: {
    severity: 'error',
    title: 'The image has more pixels than any bank holds.',
    remedy: 'Cut the image to at most 65,536 pixels.',
  },
  GLYPH_PARTIAL_ALPHA: {
    severity: 'error',
    title: 'A pixel is neither opaque nor fully transparent.',
    remedy: 'Make the pixel opaque or fully transparent.',
  },
  GLYPH_COLOR_NOT_IN_PALETTE: {
    severity: 'error',
    title: 'A tile uses colours that no single palette holds.',
    remedy: 'Add the colours to a palette, or repaint the tile.',
  },
  GLYPH_COLOR_AT_TRANSPARENT_ENTRY: {
    severity: 'error',
    title:
      'A colour stands only at entry 0 of the palette, which is the transparent one and matches nothing.',
    remedy: 'Insert a transparent entry before it.',
    fix: 'insert-transparent-entry',
  },
  GLYPH_PALETTE_MALFORMED: {
    severity: 'error',
    title: 'A palette is malformed.',
    remedy: 'Give 1 to 16 colours as #rrggbb, or one palette file, not both.',
  },
  GLYPH_PALETTE_DUPLICATE: {
    severity: 'error',
    title: 'Two palettes claim one index.',
    remedy: 'Give each palette an index of its own.',
    fix: 'renumber-palettes',
  },
  GLYPH_PALETTE_MISSING: {
    severity: 'error',
    title: 'A palette that the bank needs is not declared.',
    remedy: 'Declare output.pipeline.palettes, or correct the palette index of the artifact.',
    fix: 'set-palettes-auto',
  },
  GLYPH_PALETTE_FILE_INVALID: {
    severity: 'error',
    title: 'A palette file cannot be read.',
    remedy: 'Save it again as .gpl, .pal (JASC) or .hex with 1 to 16 colours and no fourth channel.',
  },
  GLYPH_AUTO_TOO_MANY_COLORS: {
    severity: 'error',
    title: 'A tile has more than 15 colours after RGB565.',
    remedy: 'Reduce the tile to 15 opaque colours.',
  },
  GLYPH_AUTO_TOO_MANY_PALETTES: {
    severity: 'error',
    title: 'The tiles need more than 64 palettes.',
    remedy: 'Share colours between tiles, or split the bank.',
  },
  GLYPH_AUTO_WITH_PALETTE: {
    severity: 'error',
    title: 'An artifact names a palette although the palettes are derived.',
    remedy: 'Remove the palette of the artifact, or declare the palettes.',
    fix: 'remove-artifact-palette',
  },
  PNG_UNREADABLE: {
    severity: 'error',
    title: 'The image is not a readable PNG.',
    remedy: 'Save it again as PNG.',
  },
  GLYPH_TILE_DUPLICATE: {
    severity: 'hint',
    title: 'Two tiles of the bank have the same pixels.',
    remedy: 'Use one tile for both if that is meant.',
  },
  GLYPH_PALETTE_UNUSED: {
    severity: 'hint',
    title: 'No tile was matched with this palette.',
    remedy: 'Keep it for drawing at run time, or remove it.',
  },
  GLYPH_BANK_NEARLY_FULL: {
    severity: 'hint',
    title: 'The bank has little room left.',
    remedy: 'Start another bank before this one is full.',
  },
} as const satisfies Record<string, FindingCatalogueEntry>;

/** Diagnostics of `SOUNDS/pcm16le_v1` (asset-pack 4.2). */
export const SOUND_DIAGNOSTICS = {
  SOUND_NOT_WAV: {
    severity: 'error',
    title: 'The file is not a WAV file.',
    remedy: 'Save or convert it as WAV (RIFF or RF64).',
  },
  SOUND_WAV_MALFORMED: {
    severity: 'error',
    title: 'The WAV file is damaged.',
    remedy: 'Save it again: its chunks do not fit the file.',
  },
  SOUND_ENCODING_UNSUPPORTED: {
    severity: 'error',
    title: 'The encoding of the WAV file is not supported.',
    remedy: 'Use PCM of 8, 16, 24 or 32 bits, or float of 32 or 64 bits.',
  },
  SOUND_RATE_UNSUPPORTED: {
    severity: 'error',
    title: 'The sample rate is not 22050, 44100 or 48000 Hz.',
    remedy: 'Convert the file to a supported rate.',
  },
  SOUND_CHANNELS: {
    severity: 'error',
    title: 'The file has more channels than the bank takes.',
    remedy: 'Set output.pipeline.channels to "left", "right" or "mix", or save the file as mono.',
    fix: 'set-channels-mix',
  },
  SOUND_DATA_TRUNCATED: {
    severity: 'error',
    title: 'The sound data does not end where its header says, or ends within a frame.',
    remedy: 'Save the file again.',
  },
  SOUND_EMPTY: {
    severity: 'error',
    title: 'The file has no frame.',
    remedy: 'Record at least one frame, or take the file out.',
  },
  SOUND_SAMPLE_NAN: {
    severity: 'error',
    title: 'A sample is not a number.',
    remedy: 'Repair the sound in an editor and save it again.',
  },
  SOUND_LOOP_OUT_OF_RANGE: {
    severity: 'error',
    title: 'The declared loop does not lie inside the sound.',
    remedy: 'Set 0 <= start < end <= number of frames.',
    fix: 'remove-loop',
  },
  SOUND_FILE_LOOP_IGNORED: {
    severity: 'warning',
    title: 'The loop that the file carries is not a forward loop inside the sound; it is ignored.',
    remedy: 'Declare the loop on the artifact, or save the file without it.',
  },
} as const satisfies Record<string, FindingCatalogueEntry>;
