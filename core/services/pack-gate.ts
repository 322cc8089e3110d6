import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { GateCheck } from '#schemas/report/pack.ts';

/** Errors about the registry itself; all others are about assets. */
const REGISTRY_CODES: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'REGISTRY_MISSING',
  'REGISTRY_INVALID',
  'REGISTRY_NEWER',
  'REGISTRY_NEXT_ID_LOW',
  'DUPLICATE_ASSET_ID',
  'DUPLICATE_ROOT',
]);

/** The checks of the gate, with the ids under which a pack run is told (handoff 1). */
export function gateChecks(blocking: readonly Diagnostic[]): readonly GateCheck[] {
  const registryFails = blocking.some(({ code }) => REGISTRY_CODES.has(code));
  const assetsFail = blocking.some(({ code }) => !REGISTRY_CODES.has(code));
  return [
    { id: 'registry_valid', title: 'The registry is valid', state: registryFails ? 'failed' : 'passed' },
    {
      id: 'assets_valid',
      title: 'Every asset of the build set is valid',
      state: assetsFail ? 'failed' : 'passed',
    },
  ];
}
