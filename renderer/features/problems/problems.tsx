import { ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { FixButton } from '../../app/parts/fix-button.tsx';
import { placeText } from '../../app/parts/place-text.ts';
import { useProject } from '../../app/state/project.ts';
import { revealAsset } from '../../app/state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { TreeGrid } from '../../ui/tree-grid.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { groupProblems, type ProblemNode } from './problem-groups.ts';
import './problems.css';

/** Diagnostics of the whole workspace: grouped, with place, remedy and fix (asset-workspace 4). */
export function Problems() {
  const doctor = useProject((state) => state.doctor);
  const rows = useProject((state) => state.assets?.assets);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const groups = useMemo(() => groupProblems(doctor?.diagnostics ?? [], rows ?? []), [doctor, rows]);
  const chosen = useMemo(
    () => groups.flatMap((group) => group.children).find((node) => node.key === active)?.data,
    [groups, active],
  );
  if (doctor === null) return <EmptyState title="Looking for problems…" />;
  if (groups.length === 0)
    return (
      <EmptyState icon={ShieldCheck} title="No problems">
        Everything that is registered can be packed.
      </EmptyState>
    );
  return (
    <div className="problems">
      <TreeGrid
        label="Problems"
        roots={groups}
        collapsed={collapsed}
        onCollapse={setCollapsed}
        active={active}
        onSelect={(key) => setActive(key)}
        onActivate={(_key, data) => {
          if (data.kind === 'problem') reveal(data.diagnostic);
        }}
        name={(data) => <ProblemName data={data} />}
        end={(data) => <ProblemEnd data={data} />}
        empty={null}
      />
      {chosen?.kind === 'problem' && (
        <div className="problems__detail">
          <div className="grow">
            <div>{visibleName(chosen.diagnostic.message)}</div>
            <div className="quiet small">{visibleName(chosen.diagnostic.remedy)}</div>
          </div>
          {chosen.diagnostic.asset_id !== undefined && (
            <Button onPress={() => reveal(chosen.diagnostic)}>Show the asset</Button>
          )}
          <FixButton diagnostic={chosen.diagnostic} />
        </div>
      )}
    </div>
  );
}

function reveal(diagnostic: Diagnostic): void {
  if (diagnostic.asset_id !== undefined) revealAsset(`id:${diagnostic.asset_id}`);
}

function ProblemName({ data }: { readonly data: ProblemNode }) {
  if (data.kind === 'group')
    return (
      <>
        <strong className="clip">
          <Name text={data.title} />
        </strong>
        {data.address !== undefined && <Name text={data.address} className="faint clip" />}
      </>
    );
  return (
    <>
      <StateIcon state={data.diagnostic.severity} iconOnly />
      <span className="clip" title={visibleName(data.diagnostic.message)}>
        {visibleName(data.diagnostic.message)}
      </span>
    </>
  );
}

function ProblemEnd({ data }: { readonly data: ProblemNode }) {
  if (data.kind === 'group') {
    const parts = [
      data.error > 0 && `${data.error} ✕`,
      data.warning > 0 && `${data.warning} ▲`,
      data.hint > 0 && (data.hint === 1 ? '1 hint' : `${data.hint} hints`),
    ];
    return <span className="faint">{parts.filter((part) => part !== false).join('  ')}</span>;
  }
  return (
    <>
      <span className="problems__place clip mono">
        <Name text={placeText(data.diagnostic, data.root)} />
      </span>
      <FixButton diagnostic={data.diagnostic} small />
    </>
  );
}
