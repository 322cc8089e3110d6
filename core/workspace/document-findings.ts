import type { JsonProblem, JsonReadResult } from '#core/json/read-json.ts';
import type { SchemaViolation } from '#schemas/validate.ts';
import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { makeDiagnostic } from './make-diagnostic.ts';

/** Something about a JSON document, before it is known in which file it stands. */
export interface DocumentFinding {
  readonly code: DiagnosticCode;
  readonly pointer: string;
  readonly message: string;
  /** Filled in from the document where absent. */
  readonly byteOffset?: number;
}

type Places = Extract<JsonReadResult, { ok: true }>['places'];

/** A refusal of the strict reader (reliability H5). */
export function findingOfProblem(code: DiagnosticCode, problem: JsonProblem): DocumentFinding {
  const place = `line ${problem.line}, column ${problem.column}`;
  return {
    code,
    pointer: problem.pointer,
    byteOffset: problem.byteOffset,
    message: `${problem.message} (${place})`,
  };
}

/** A violation of the schema. */
export function findingOfViolation(code: DiagnosticCode, violation: SchemaViolation): DocumentFinding {
  const place = violation.pointer === '' ? 'The document' : violation.pointer;
  return { code, pointer: violation.pointer, message: `${place} ${violation.message}.` };
}

/** Findings as diagnostics of a file, each with the byte offset of its place, or of its parent where it is absent. */
export function completeFindings(
  findings: readonly DocumentFinding[],
  file: string,
  places: Places | undefined,
): readonly Diagnostic[] {
  if (findings.length === 0) return [];
  const wanted = new Set<string>();
  for (const finding of findings) {
    if (finding.byteOffset !== undefined) continue;
    wanted.add(finding.pointer).add(parentPointer(finding.pointer));
  }
  const located = wanted.size === 0 ? undefined : places?.locateAll(wanted);
  return findings.map((finding) => {
    const place = located?.get(finding.pointer) ?? located?.get(parentPointer(finding.pointer));
    return makeDiagnostic(finding.code, {
      file,
      pointer: finding.pointer,
      byteOffset: finding.byteOffset ?? place?.keyByteOffset ?? place?.byteOffset,
      message: finding.message,
    });
  });
}

function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}
