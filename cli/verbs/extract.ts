import { resolve } from 'node:path';
import { asStudioError, StudioError } from '#core/errors.ts';
import { makeFolders } from '#core/node/make-folders.ts';
import { openDiskTree } from '#core/node/disk-tree.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { openRegular } from '#core/node/open-regular.ts';
import { createTimeSlice } from '#core/node/time-slice.ts';
import { packSourceOfHandle } from '#core/pack-format/pack-source.ts';
import { extractAssets } from '#core/services/extract-service.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { ErrorDocument } from '#schemas/report/error.ts';
import type { ExtractedFile, ExtractReport } from '#schemas/report/extract.ts';
import { shortSize, styleFor } from '../reporters/human/style.ts';
import { formatTable } from '../reporters/human/table.ts';
import { writeJson } from '../reporters/json.ts';
import { reportFailure, type Verb } from '../verb.ts';

export interface ExtractOptions {
  readonly file: string;
  readonly asset: readonly string[];
  readonly decoded?: boolean;
  readonly palette?: number;
  readonly out?: string;
  readonly force?: boolean;
}

function failedReport(error: ErrorDocument, files: readonly ExtractedFile[]): ExtractReport {
  return { status: error.code === 'CANCELLED' ? 'cancelled' : 'failed', files: [...files], error };
}

/** A pack knows assets by their id; addresses belong to the workspace. */
function readAssetId(text: string): number {
  const assetId = /^[1-9]\d{0,9}$/u.test(text) ? Number(text) : NaN;
  if (assetId <= 0x7fffffff) return assetId;
  throw new StudioError('USAGE', `"${text}" is not an asset id: a pack knows its assets by number.`);
}

function folderAt(path: string): ReturnType<typeof openDiskTree> {
  makeFolders(path);
  return openDiskTree(path);
}

export const extractVerb: Verb<ExtractOptions> = {
  failure: (error) => failedReport(error, []),
  async run(call, options) {
    const { terminal } = call;
    const assetIds = options.asset.map(readAssetId);
    const files: ExtractedFile[] = [];
    try {
      const handle = openRegular(resolve(terminal.cwd, options.file));
      try {
        const outFolder = resolve(terminal.cwd, options.out ?? '.');
        folderAt(outFolder);
        await extractAssets(
          packSourceOfHandle(handle),
          {
            assetIds,
            decoded: options.decoded ?? false,
            palette: options.palette ?? 0,
            force: options.force ?? false,
          },
          {
            target: openDiskTree(outFolder, { writable: true }),
            hash: nodeHash,
            slice: createTimeSlice(terminal.signal),
            onFile: (file) => files.push(file),
          },
        );
      } finally {
        handle.close();
      }
    } catch (thrown) {
      const error = asStudioError(thrown).toDocument();
      return reportFailure(call, error, failedReport(error, files));
    }
    if (call.json) {
      const report: ExtractReport = { status: 'extracted', files };
      writeJson(terminal.out, report);
    } else {
      const { faint } = styleFor(terminal);
      const rows = files.map(({ name, size_bytes, state, sha256 }) => [
        name,
        shortSize(size_bytes),
        state,
        sha256,
      ]);
      const columns = [
        { title: 'File' },
        { title: 'Size', align: 'right' },
        { title: 'State' },
        { title: 'SHA-256' },
      ] as const;
      terminal.out.write(files.length === 0 ? faint('Nothing to write\n') : formatTable(columns, rows));
    }
    return EXIT_CODES.ok;
  },
};
