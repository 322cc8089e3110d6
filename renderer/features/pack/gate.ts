import { useEffect, useState } from 'react';
import type { ResultOf } from '#schemas/contract/contract.ts';
import type { AssetRow } from '#schemas/report/assets.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { useProject } from '../../app/state/project.ts';
import { client } from '../../app/studio.ts';

type GateNow = ResultOf<'validatePack'>;

/** The gate as it would be now, asked again whenever the diagnostics change. */
export function useGateNow(): GateNow | null {
  const project_id = useProject((state) => state.project?.project_id);
  const diagnostics = useProject((state) => state.doctor?.diagnostics);
  const [gate, setGate] = useState<GateNow | null>(null);
  useEffect(() => {
    if (project_id === undefined) return setGate(null);
    let overtaken = false;
    void client()
      .validatePack({ project_id })
      .then((answer) => {
        if (!overtaken && answer.ok) setGate(answer.value);
      });
    return () => {
      overtaken = true;
    };
  }, [project_id, diagnostics]);
  return gate;
}

/** Errors that stand in the way of a pack: those of what is in the build set, and those of the project itself. */
export function blockingDiagnostics(
  diagnostics: readonly Diagnostic[],
  rows: readonly AssetRow[],
): readonly Diagnostic[] {
  const outside = new Set(
    rows.flatMap((row) => (row.asset_id !== null && !row.included_in_build ? [row.asset_id] : [])),
  );
  const unregistered = rows.filter((row) => row.asset_id === null).map((row) => `assets/${row.root}/`);
  return diagnostics.filter(
    ({ severity, asset_id, file }) =>
      severity === 'error' &&
      (asset_id === undefined || !outside.has(asset_id)) &&
      (asset_id !== undefined || file === undefined || !unregistered.some((root) => file.startsWith(root))),
  );
}
