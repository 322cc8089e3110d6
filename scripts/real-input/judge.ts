import { basename } from 'node:path';
import type { Subject } from './inventory.ts';
import { errorCode, findingsOf, type Answer, type Finding } from './studio.ts';

/** A subject after `create`: the asset that it became, or the refusal that names the file. */
export interface Created {
  readonly subject: Subject;
  readonly assetId: number | undefined;
  readonly refusal: string | undefined;
}

/** Where one file ended: in the pack, behind diagnostics that name it, or refused by `create`. */
export interface Outcome {
  readonly subject: Subject;
  readonly packed: boolean;
  readonly codes: readonly string[];
}

/** What `create` made of a subject; a refusal counts when it has a code and names the file. */
export function afterCreate(subject: Subject, answer: Answer): Created {
  const registered = answer.document['registered'];
  const first: unknown = Array.isArray(registered) ? registered[0] : undefined;
  const assetId =
    typeof first === 'object' && first !== null && 'asset_id' in first ? Number(first.asset_id) : undefined;
  if (assetId !== undefined) return { subject, assetId, refusal: undefined };
  const said = JSON.stringify(answer.document);
  const refusal = said.includes(basename(subject.subject)) ? errorCode(answer.document) : undefined;
  return { subject, assetId: undefined, refusal };
}

/** A blocking finding that names a file of the subject, as its place or in its sentence. */
function names(finding: Finding, created: Created): boolean {
  if (finding.severity !== 'error' || finding.assetId !== created.assetId) return false;
  const file = finding.file ?? '';
  return created.subject.files.some(
    (path) => file.endsWith(`/${basename(path)}`) || finding.message.includes(`"${basename(path)}"`),
  );
}

/** Findings that nobody could act on: without a sentence or without a remedy. */
export function vagueFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.message.length < 10 || finding.remedy.length < 10);
}

/** Holds every created subject against the doctor's report and the assets of the pack. */
export function judge(
  created: readonly Created[],
  report: Readonly<Record<string, unknown>>,
  packedIds: ReadonlySet<number>,
): readonly Outcome[] {
  const findings = findingsOf(report);
  return created.map((entry) => {
    if (entry.refusal !== undefined) return { subject: entry.subject, packed: false, codes: [entry.refusal] };
    const codes = findings.filter((finding) => names(finding, entry)).map((finding) => finding.code);
    return {
      subject: entry.subject,
      packed: entry.assetId !== undefined && packedIds.has(entry.assetId),
      codes: [...new Set(codes)],
    };
  });
}

/** Assets with a blocking finding: what has to stay out for the others to pack. */
export function blockedAssets(report: Readonly<Record<string, unknown>>): readonly number[] {
  const ids = findingsOf(report).flatMap((finding) =>
    finding.severity === 'error' && finding.assetId !== undefined ? [finding.assetId] : [],
  );
  return [...new Set(ids)].sort((a, b) => a - b);
}
