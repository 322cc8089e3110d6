import type { FindingCatalogueEntry } from './catalogue.ts';
import { GLYPH_DIAGNOSTICS, SOUND_DIAGNOSTICS } from './bank-diagnostics.ts';
import { PACK_FINDINGS } from './pack-findings.ts';
import { WORKSPACE_DIAGNOSTICS } from './workspace-diagnostics.ts';

/** Every diagnostic a workspace can have: one closed union (asset-workspace 4). */
export const DIAGNOSTICS = { ...WORKSPACE_DIAGNOSTICS, ...GLYPH_DIAGNOSTICS, ...SOUND_DIAGNOSTICS } as const;
export type DiagnosticCode = keyof typeof DIAGNOSTICS;
export const DIAGNOSTIC_CODES = Object.keys(DIAGNOSTICS) as readonly DiagnosticCode[];

/** Every finding about a pack: one closed union. */
export type PackFindingCode = keyof typeof PACK_FINDINGS;
export const PACK_FINDING_CODES = Object.keys(PACK_FINDINGS) as readonly PackFindingCode[];

type FixOf<T> = T extends { readonly fix: infer F } ? F : never;
/** Ids of the mechanical fixes that the catalogue names. */
export type FixId = FixOf<(typeof DIAGNOSTICS)[DiagnosticCode]>;
export const FIX_IDS = [
  ...new Set(
    Object.values(DIAGNOSTICS).flatMap((entry: FindingCatalogueEntry) =>
      entry.fix === undefined ? [] : [entry.fix as FixId],
    ),
  ),
] as readonly FixId[];

/** Catalogue entry of a diagnostic, with the optional members visible. */
export function describeDiagnostic(code: DiagnosticCode): FindingCatalogueEntry {
  return DIAGNOSTICS[code];
}

/** Catalogue entry of a pack finding, with the optional members visible. */
export function describePackFinding(code: PackFindingCode): FindingCatalogueEntry {
  return PACK_FINDINGS[code];
}
