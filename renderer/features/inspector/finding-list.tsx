import { ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PackFinding } from '#schemas/report/diagnostic.ts';
import type { OmittedFindings } from '#schemas/report/inspect.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { selectBytes } from './inspector-store.ts';
import { hexOffset } from './ranges.ts';

const WEIGHT = { error: 0, warning: 1, hint: 2 } as const;
/** Findings that are drawn at once: a damaged pack has thousands. */
const PAGE_FINDINGS = 60;
/** Bytes that are shown for a finding that names only where it begins. */
const FINDING_BYTES = 16;

/** Findings about the pack, the worst first, each with a way to its bytes. */
export function FindingList(props: {
  readonly findings: readonly PackFinding[];
  readonly omitted: readonly OmittedFindings[] | undefined;
}) {
  const { findings, omitted = [] } = props;
  const [shown, setShown] = useState(PAGE_FINDINGS);
  const ordered = useMemo(
    () => [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]),
    [findings],
  );
  if (findings.length === 0)
    return (
      <EmptyState icon={ShieldCheck} title="No findings">
        The file is as the format wants it.
      </EmptyState>
    );
  return (
    <ul className="findings">
      {ordered.slice(0, shown).map((finding, index) => (
        <Finding key={index} finding={finding} />
      ))}
      {ordered.length > shown && (
        <li className="finding">
          <Button small onPress={() => setShown(shown + PAGE_FINDINGS)}>
            Show {Math.min(PAGE_FINDINGS, ordered.length - shown)} more of {ordered.length - shown}
          </Button>
        </li>
      )}
      {omitted.map((each) => (
        <li key={each.code} className="finding faint">
          and {each.count} more of {each.code}
        </li>
      ))}
    </ul>
  );
}

function Finding({ finding }: { readonly finding: PackFinding }) {
  const { byte_offset: offset } = finding;
  return (
    <li className="finding">
      <StateIcon state={finding.severity} iconOnly />
      <div className="grow">
        <div>{visibleName(finding.message)}</div>
        <div className="quiet small">{visibleName(finding.remedy)}</div>
      </div>
      <span className="mono faint">{finding.code}</span>
      {offset !== undefined && (
        <Button
          small
          label={`Show the bytes at ${hexOffset(offset)}`}
          onPress={() =>
            selectBytes(offset, finding.byte_length ?? FINDING_BYTES, finding.code, finding.asset_id ?? null)
          }
        >
          {hexOffset(offset)}
        </Button>
      )}
    </li>
  );
}
