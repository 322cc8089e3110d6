import { describePackFinding, type PackFindingCode } from '#schemas/errors/codes.ts';
import type { PackFinding } from '#schemas/report/diagnostic.ts';
import type { OmittedFindings } from '#schemas/report/inspect.ts';
import type { JsonPlace } from '#core/json/json-places.ts';

/** Most findings of one code that a report lists; the rest is counted (reliability F1: bounded reports). */
export const MAX_FINDINGS_PER_CODE = 1000;

/** Where a finding is. `pointer` leads into the header, or into `file` where one is named. */
export interface FindingPlace {
  readonly assetId?: number | undefined;
  readonly file?: string | undefined;
  readonly pointer?: string | undefined;
  readonly byteOffset?: number | undefined;
  readonly byteLength?: number | undefined;
}

/** Collects findings of one reading in the order in which they are found. */
export class FindingLog {
  readonly #found: PackFinding[] = [];
  readonly #counts = new Map<PackFindingCode, number>();

  add(code: PackFindingCode, message: string, place: FindingPlace = {}): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > MAX_FINDINGS_PER_CODE) return;
    const { severity, remedy } = describePackFinding(code);
    const finding: PackFinding = { code, severity, message, remedy };
    if (place.assetId !== undefined) finding.asset_id = place.assetId;
    if (place.file !== undefined) finding.file = place.file;
    if (place.pointer !== undefined) finding.pointer = place.pointer;
    if (place.byteOffset !== undefined) finding.byte_offset = place.byteOffset;
    if (place.byteLength !== undefined) finding.byte_length = place.byteLength;
    this.#found.push(finding);
  }

  has(code: PackFindingCode): boolean {
    return this.#counts.has(code);
  }

  /** Codes found so far, each once. */
  codes(): readonly PackFindingCode[] {
    return [...this.#counts.keys()];
  }

  /** Pointers into the header that have no byte offset yet. */
  unplacedPointers(): ReadonlySet<string> {
    const pointers = new Set<string>();
    for (const finding of this.#found) {
      if (finding.pointer !== undefined && finding.byte_offset === undefined && finding.file === undefined) {
        pointers.add(finding.pointer);
      }
    }
    return pointers;
  }

  /** Gives findings in the header their bytes in the file. */
  placeInHeader(places: ReadonlyMap<string, JsonPlace>, headerStart: number): void {
    for (const finding of this.#found) {
      if (finding.pointer === undefined || finding.byte_offset !== undefined || finding.file !== undefined)
        continue;
      const place = places.get(finding.pointer);
      if (place === undefined) continue;
      finding.byte_offset = headerStart + place.byteOffset;
      finding.byte_length = place.byteLength;
    }
  }

  list(): PackFinding[] {
    return [...this.#found];
  }

  /** Codes with more findings than are listed. */
  omitted(): OmittedFindings[] {
    return [...this.#counts]
      .filter(([, count]) => count > MAX_FINDINGS_PER_CODE)
      .map(([code, count]) => ({ code, count: count - MAX_FINDINGS_PER_CODE }));
  }
}
