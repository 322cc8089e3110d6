import { SquareArrowOutUpRight } from 'lucide-react';
import { useMemo } from 'react';
import type { ProjectStatus } from '#schemas/contract/views.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { GateCheck } from '#schemas/report/pack.ts';
import { FixButton } from '../../app/parts/fix-button.tsx';
import { placeText } from '../../app/parts/place-text.ts';
import { useProject } from '../../app/state/project.ts';
import { revealAsset } from '../../app/state/selection.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon, type StateKind } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { blockingDiagnostics, useGateNow } from './gate.ts';

const STATES: Readonly<Record<GateCheck['state'], { readonly state: StateKind; readonly word: string }>> = {
  passed: { state: 'fine', word: 'passed' },
  failed: { state: 'error', word: 'failed' },
  not_run: { state: 'unknown', word: 'not run' },
};

/** Every check of the gate; of the last run as long as it still holds, otherwise as it would be now. */
export function GatePane({ status }: { readonly status: ProjectStatus }) {
  const now = useGateNow();
  const { last_report: report, freshness } = status;
  const ofRun = report !== null && report.gate.length > 0 && freshness === 'fresh';
  const checks = ofRun ? report.gate : (now?.gate ?? []);
  return (
    <section className="card" aria-labelledby="pack-gate">
      <div className="card__head">
        <h2 id="pack-gate">Gate</h2>
        <span className="faint small">{ofRun ? 'of this pack' : 'if it were packed now'}</span>
      </div>
      <ul className="gate" aria-busy={checks.length === 0}>
        {checks.map((check) => {
          const { state, word } = STATES[check.state];
          return (
            <li key={check.id} className="gate__check">
              <StateIcon state={state} iconOnly word={word} size={16} />
              <span className="grow">{visibleName(check.title)}</span>
              <span className="faint small" aria-hidden="true">
                {word}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const SHOWN_BLOCKERS = 100;

/** What stands in the way of a pack, each with a jump to its asset and its fix. */
export function BlockingPane() {
  const doctor = useProject((state) => state.doctor);
  const rows = useProject((state) => state.assets?.assets);
  const blocking = useMemo(() => blockingDiagnostics(doctor?.diagnostics ?? [], rows ?? []), [doctor, rows]);
  if (blocking.length === 0) return null;
  return (
    <section className="card card--error" aria-labelledby="pack-blocking">
      <div className="card__head">
        <h2 id="pack-blocking">Stands in the way</h2>
        <Badge tone="error">{blocking.length}</Badge>
      </div>
      <ul className="blockers">
        {blocking.slice(0, SHOWN_BLOCKERS).map((diagnostic, index) => (
          <Blocker key={index} diagnostic={diagnostic} />
        ))}
      </ul>
      {blocking.length > SHOWN_BLOCKERS && (
        <p className="faint small card__foot">
          and {blocking.length - SHOWN_BLOCKERS} more, in the Problems panel
        </p>
      )}
    </section>
  );
}

function Blocker({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { asset_id: assetId } = diagnostic;
  const place = placeText(diagnostic);
  return (
    <li className="blocker">
      <StateIcon state="error" iconOnly />
      <div className="grow">
        <div>{visibleName(diagnostic.message)}</div>
        {place !== '' && (
          <div className="clip faint">
            <Name text={place} mono />
          </div>
        )}
        <div className="quiet small">{visibleName(diagnostic.remedy)}</div>
      </div>
      <FixButton diagnostic={diagnostic} small />
      {assetId !== undefined && (
        <Button small icon={<SquareArrowOutUpRight size={12} />} onPress={() => revealAsset(`id:${assetId}`)}>
          Show
        </Button>
      )}
    </li>
  );
}
