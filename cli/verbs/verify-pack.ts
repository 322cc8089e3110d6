import { resolve } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { verifyPack } from '#core/inspect/verify-pack.ts';
import { openDiskTree } from '#core/node/disk-tree.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { openRegular } from '#core/node/open-regular.ts';
import { createTimeSlice } from '#core/node/time-slice.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import { packSourceOfHandle } from '#core/pack-format/pack-source.ts';
import { EXIT_CODES, type ExitCode } from '#schemas/errors/catalogue.ts';
import { failedVerifyPackReport, type VerifyPackReport } from '#schemas/report/verify-pack.ts';
import { ProgressLine } from '../progress.ts';
import { formatVerifyReport } from '../reporters/human/verify-pack.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import type { Verb } from '../verb.ts';

export interface VerifyPackOptions {
  readonly file: string;
  readonly against?: string;
  readonly expectSha256?: string;
}

/** A verdict that is neither "yes" nor the absence of an anchor is negative. */
function exitOfVerdict({ verdict }: VerifyPackReport): ExitCode {
  const { complete, valid, authentic } = verdict;
  const isFine = complete === 'yes' && valid === 'yes' && (authentic === 'yes' || authentic === 'no-anchor');
  return isFine ? EXIT_CODES.ok : EXIT_CODES.findings;
}

function folderAt(path: string): ReadTree {
  try {
    return openDiskTree(path);
  } catch (cause) {
    if (cause instanceof StudioError && cause.code.startsWith('PROJECT_')) {
      throw new StudioError('FILE_NOT_FOUND', `There is no folder "${path}".`, {}, { cause });
    }
    throw cause;
  }
}

export const verifyPackVerb: Verb<VerifyPackOptions> = {
  failure: (error, options) => failedVerifyPackReport(error, options.expectSha256 !== undefined),
  async run({ terminal, json }, { file, against, expectSha256 }) {
    const handle = openRegular(resolve(terminal.cwd, file));
    const progress = new ProgressLine(terminal);
    try {
      const report = await verifyPack(packSourceOfHandle(handle), {
        hash: nodeHash,
        slice: createTimeSlice(terminal.signal),
        ...(against === undefined ? {} : { against: folderAt(resolve(terminal.cwd, against)) }),
        ...(expectSha256 === undefined ? {} : { expectSha256 }),
        onProgress: (done, total) => progress.update({ phase: 'verify', done, total, unit: 'bytes' }),
      });
      progress.clear();
      if (json) writeJson(terminal.out, report);
      else terminal.out.write(formatVerifyReport(report, styleFor(terminal)));
      return exitOfVerdict(report);
    } finally {
      progress.clear();
      handle.close();
    }
  },
};
