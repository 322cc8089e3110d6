import { BUILD_FILES } from '#core/pack-format/layout.ts';

/** Folder of the outputs, relative to the project (asset-workspace 1). */
export const BUILD_FOLDER = 'build';

/** The four outputs of a pack run, in the order in which they are promoted (asset-pack 3). */
export const OUTPUT_FILES = [
  BUILD_FILES.pack,
  BUILD_FILES.assetTable,
  BUILD_FILES.preload,
  BUILD_FILES.assetTableMetadata,
] as const;
export type OutputFile = (typeof OUTPUT_FILES)[number];

/** Path of an output relative to the project. */
export function outputPath(file: OutputFile): string {
  return `${BUILD_FOLDER}/${file}`;
}
