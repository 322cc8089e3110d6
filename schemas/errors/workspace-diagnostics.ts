import type { FindingCatalogueEntry } from './catalogue.ts';

/** Diagnostics about the registry, declarations, inputs and identity (asset-workspace 4). */
export const WORKSPACE_DIAGNOSTICS = {
  REGISTRY_MISSING: {
    severity: 'error',
    title: 'The project has no registry.',
    remedy: 'Initialise the project: it writes assets/.prometeu/index.json.',
    fix: 'init-workspace',
  },
  REGISTRY_INVALID: {
    severity: 'error',
    title: 'The registry cannot be read.',
    remedy: 'Mend the named place in assets/.prometeu/index.json, or restore it from version control.',
  },
  REGISTRY_NEWER: {
    severity: 'error',
    title: 'The registry was written by a newer version.',
    remedy: 'Open the project with the version that wrote it; this version does not rewrite it.',
  },
  REGISTRY_NEXT_ID_LOW: {
    severity: 'error',
    title: 'The next id of the registry does not exceed every id in it.',
    remedy: 'Raise next_asset_id above the highest id.',
    fix: 'raise-next-asset-id',
  },
  REGISTRY_UNKNOWN_KEY: {
    severity: 'hint',
    title: 'The registry has a key that this version does not know.',
    remedy: 'The key is kept on rewrite. Remove it if it is a mistake.',
  },
  ROOT_MISSING: {
    severity: 'error',
    title: 'A registered root is not there.',
    remedy: 'Restore the folder, relocate the asset to where it is now, or forget it.',
    fix: 'relocate-to-found-root',
  },
  DECLARATION_MISSING: {
    severity: 'error',
    title: 'A registered root has no asset.json.',
    remedy: 'Restore asset.json from version control, or forget the asset.',
  },
  DECLARATION_INVALID: {
    severity: 'error',
    title: 'The declaration is not valid.',
    remedy: 'Mend the named place in asset.json.',
  },
  DECLARATION_NEWER: {
    severity: 'error',
    title: 'The declaration was written by a newer version.',
    remedy: 'Open the project with the version that wrote it; this version does not rewrite it.',
  },
  DECLARATION_UNKNOWN_KEY: {
    severity: 'hint',
    title: 'The declaration has a key that this version does not know.',
    remedy: 'The key is kept on rewrite. Remove it if it is a mistake.',
  },
  DUPLICATE_ASSET_ID: {
    severity: 'error',
    title: 'Two registry entries have one asset id.',
    remedy: 'Decide which asset keeps the id; forget the other and register it again.',
  },
  DUPLICATE_ASSET_UUID: {
    severity: 'error',
    title: 'Two registered assets have one uuid.',
    remedy: 'Give the copy an identity of its own.',
    fix: 'adopt-copy',
  },
  DUPLICATE_ROOT: {
    severity: 'error',
    title: 'Two registry entries name one root.',
    remedy: 'Forget one of the two.',
  },
  IDENTITY_MISMATCH: {
    severity: 'error',
    title: 'The uuid in asset.json is not the one in the registry.',
    remedy: 'Restore the right folder at this root, or forget the asset and register the folder anew.',
    fix: 'relocate-to-found-root',
  },
  OWNERSHIP_AMBIGUOUS: {
    severity: 'error',
    title: 'One asset root lies inside another.',
    remedy: 'Move the inner folder out, or forget one of the two.',
  },
  INPUT_MISSING: {
    severity: 'error',
    title: 'A declared file is not there.',
    remedy: 'Restore the file, or take it out of the declaration.',
    fix: 'remove-missing-input',
  },
  INPUT_ESCAPES_ROOT: {
    severity: 'error',
    title: 'A declared path is not a plain path inside the asset root.',
    remedy: 'Copy the file into the asset root and name it by a relative path with forward slashes.',
  },
  INPUT_IS_LINK: {
    severity: 'error',
    title: 'A declared file is a symbolic link.',
    remedy: 'Replace the link by a copy of the file it points to.',
  },
  INPUT_NOT_REGULAR: {
    severity: 'error',
    title: 'A declared path is a folder, a device or a pipe.',
    remedy: 'Name a regular file.',
  },
  INPUT_UNREADABLE: {
    severity: 'error',
    title: 'A declared file cannot be read.',
    remedy: 'Allow reading the file, then look again.',
  },
  INPUT_TOO_LARGE: {
    severity: 'error',
    title: 'A declared file is larger than its format reads.',
    remedy: 'Use a smaller file, or split it.',
  },
  FORMAT_UNSUPPORTED: {
    severity: 'error',
    title: 'The pair of type and format is not one that can be packed.',
    remedy:
      'Use glyph_bank with GLYPH/indexed_v1, sound_bank with SOUNDS/pcm16le_v1, or raw with GLYPH/raw_v1, SOUNDS/raw_v1 or SCENE/raw_v1.',
  },
  CODEC_UNSUPPORTED: {
    severity: 'error',
    title: 'The codec is not one that can be packed.',
    remedy: 'Set output.codec to "NONE".',
    fix: 'set-codec-none',
  },
  METADATA_COLLISION: {
    severity: 'error',
    title: 'The author declares a metadata key that the packer writes.',
    remedy: 'Remove the key from output.metadata.',
    fix: 'remove-metadata-key',
  },
  METADATA_NUMBER: {
    severity: 'error',
    title: 'A declared number cannot stand in the header.',
    remedy:
      'Use integers without point or exponent, between -(2^53-1) and 2^53-1, or write the value as a string.',
  },
  METADATA_INVALID: {
    severity: 'error',
    title: 'A metadata value that the format needs is missing or out of range.',
    remedy: 'Correct the named key of output.metadata.',
  },
  PIPELINE_INVALID: {
    severity: 'error',
    title: 'The pipeline settings do not fit the format.',
    remedy: 'Correct the named key of output.pipeline.',
  },
  PRELOAD_SLOT_CONFLICT: {
    severity: 'error',
    title: 'Two preloaded assets claim one slot.',
    remedy: 'Give one of them another slot, or none: it then takes the lowest free one.',
    fix: 'clear-preload-slot',
  },
  PRELOAD_OVERFLOW: {
    severity: 'error',
    title: 'More than sixteen assets of one bank type are preloaded.',
    remedy: 'Switch preload off for some of them.',
  },
  ARTIFACT_INDEX_DUPLICATE: {
    severity: 'error',
    title: 'Two artifacts claim one index.',
    remedy: 'Number the artifacts without repetition.',
    fix: 'renumber-artifacts',
  },
  ARTIFACT_INDEX_GAP: {
    severity: 'error',
    title: 'The artifact indices leave a gap.',
    remedy: 'Number the artifacts from 0 without a gap.',
    fix: 'renumber-artifacts',
  },
  ARTIFACT_NONE: {
    severity: 'error',
    title: 'The asset declares no artifact.',
    remedy: 'Add at least one file to the artifacts.',
  },
  ARTIFACT_COUNT: {
    severity: 'error',
    title: 'A raw asset needs exactly one artifact with index 0.',
    remedy: 'Keep one artifact and give it index 0.',
  },
  RAW_TAKEN_FOR_FORMAT: {
    severity: 'warning',
    title: 'The metadata of a raw asset makes readers take it for a bank of another format.',
    remedy: 'Rename the key, or pack the asset in the format that the key belongs to.',
  },
  INPUT_CHANGED_WHILE_PACKING: {
    severity: 'error',
    title: 'A file changed while it was packed.',
    remedy: 'Pack again when the program that writes the file has finished.',
  },
  HEADER_TOO_LARGE: {
    severity: 'error',
    title: 'The header of the pack would exceed 64 MiB.',
    remedy: 'Shorten names and metadata, or split the project.',
  },
  ROOT_UNREGISTERED: {
    severity: 'hint',
    title: 'A folder with an asset.json is not registered.',
    remedy: 'Register it to pack it; leave it to keep it out.',
    fix: 'register-root',
  },
  UUID_COPIED: {
    severity: 'warning',
    title: 'An unregistered folder carries the uuid of a registered asset: it is a copy.',
    remedy: 'Adopt it: it gets a new uuid and is registered.',
    fix: 'adopt-copy',
  },
  FILE_UNUSED: {
    severity: 'hint',
    title: 'A file in the asset root is not used.',
    remedy: 'Add it to the artifacts, or remove it.',
  },
  FILE_UNUSED_LARGE: {
    severity: 'warning',
    title: 'A large file in the asset root is not used.',
    remedy: 'Add it to the artifacts, or move it out of the asset root.',
  },
  CONTENT_DUPLICATE: {
    severity: 'hint',
    title: 'Two assets pack the same bytes.',
    remedy: 'Keep one of them if they mean the same.',
  },
  NAME_COLLISION: {
    severity: 'warning',
    title: 'Two names differ only by case or Unicode form.',
    remedy: 'Rename one: on some file systems the two are one file.',
  },
  NAME_NOT_PORTABLE: {
    severity: 'warning',
    title: 'A name does not work on every platform.',
    remedy: 'Rename it without reserved names, trailing dots or spaces, control or bidirectional characters.',
  },
  EXCLUDED_PRELOADED: {
    severity: 'hint',
    title: 'An excluded asset asks for preload.',
    remedy: 'Include the asset, or switch its preload off.',
    fix: 'disable-preload',
  },
} as const satisfies Record<string, FindingCatalogueEntry>;
