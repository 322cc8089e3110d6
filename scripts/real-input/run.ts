/**
 * `npm run real-input [-- --keep]`: packs art and sound that nobody here made, and awkward files of every kind, through
 * the command line. Every file must either be packed or be named by a diagnostic. Nothing of it is committed: all of it
 * lives in a scratch folder. Exit 1 means that something crashed or that a file was passed over in silence.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchDebianArt } from './debian-art.ts';
import { takeInventory, type Subject } from './inventory.ts';
import { afterCreate, blockedAssets, judge, vagueFindings, type Created, type Outcome } from './judge.ts';
import { callStudio, errorCode, findingsOf, type Answer } from './studio.ts';
import { printTable } from './table.ts';

const IDS_PER_CALL = 50;
const crashes: string[] = [];

function studio(args: readonly string[]): Answer {
  const answer = callStudio(args);
  if (answer.crash !== undefined) crashes.push(answer.crash);
  return answer;
}

/** One asset a file, as a person would make it: nothing said but the files and where they go. */
function createAll(project: string, subjects: readonly Subject[]): readonly Created[] {
  process.stderr.write(`creating ${subjects.length} assets, one call each …\n`);
  return subjects.map((subject) => {
    const files = subject.files.flatMap((path) => ['--file', path]);
    return afterCreate(subject, studio(['assets', 'create', project, '--root', subject.root, ...files]));
  });
}

function setInclusion(project: string, verb: 'include' | 'exclude', ids: readonly number[]): void {
  for (let at = 0; at < ids.length; at += IDS_PER_CALL) {
    const named = ids.slice(at, at + IDS_PER_CALL).flatMap((id) => ['--asset', String(id)]);
    studio(['assets', verb, project, ...named]);
  }
}

/** Packs what can be packed, checks the pack, and says what became of each file. */
function packAndJudge(project: string, created: readonly Created[]): readonly Outcome[] {
  const report = studio(['doctor', project, '--all']).document;
  for (const finding of vagueFindings(findingsOf(report))) crashes.push(`vague: ${JSON.stringify(finding)}`);
  const first = studio(['pack', project]);
  const blocked = blockedAssets(report);
  if (blocked.length > 0) {
    if (first.document['status'] !== 'blocked' || first.exitCode !== 1)
      crashes.push('a pack with errors was not blocked');
    setInclusion(project, 'exclude', blocked);
  }
  const packed = studio(['pack', project]);
  if (packed.document['status'] !== 'packed' && packed.document['status'] !== 'unchanged') {
    crashes.push(`the pack did not succeed: ${JSON.stringify(packed.document).slice(0, 2000)}`);
    return judge(created, report, new Set());
  }
  const pack = join(project, 'build/assets.pa');
  const verified = studio(['verify-pack', pack, '--against', join(project, 'build')]);
  if (
    errorCode(verified.document) !== undefined ||
    findingsOf(verified.document).length > 0 ||
    verified.exitCode !== 0
  ) {
    crashes.push(`the pack does not verify: ${JSON.stringify(verified.document).slice(0, 2000)}`);
  }
  const outcomes = judge(created, report, packedIds(studio(['inspect', pack]).document));
  setInclusion(project, 'include', blocked);
  return outcomes;
}

function packedIds(document: Readonly<Record<string, unknown>>): ReadonlySet<number> {
  const table = document['asset_table'];
  if (!Array.isArray(table)) return new Set();
  return new Set(table.map((entry: { readonly asset_id?: unknown }) => Number(entry.asset_id)));
}

function main(scratch: string): void {
  const debian = fetchDebianArt(join(scratch, 'debian'));
  if (typeof debian === 'string') process.stdout.write(`Debian's packages are left out: ${debian}\n`);
  const subjects = takeInventory(scratch, typeof debian === 'string' ? [] : debian);
  const project = join(scratch, 'project');
  mkdirSync(project);
  studio(['init', project]);
  const created = createAll(project, subjects);
  const asCreated = packAndJudge(project, created);
  studio(['doctor', project, '--fix']);
  const afterFixes = packAndJudge(project, created);
  const silent = [...asCreated, ...afterFixes].filter(({ packed, codes }) => !packed && codes.length === 0);
  printTable(asCreated, afterFixes);
  for (const crash of crashes) process.stdout.write(`CRASH ${crash}\n`);
  for (const { subject } of silent)
    process.stdout.write(`SILENT neither packed nor named: ${subject.subject}\n`);
  process.stdout.write(`${crashes.length} crashes, ${silent.length} files passed over in silence\n`);
  process.exitCode = crashes.length + silent.length === 0 ? 0 : 1;
}

const scratch = mkdtempSync(join(tmpdir(), 'pack-studio-real-input-'));
try {
  main(scratch);
} finally {
  if (process.argv.includes('--keep')) process.stdout.write(`kept: ${scratch}\n`);
  else rmSync(scratch, { recursive: true, force: true });
}
