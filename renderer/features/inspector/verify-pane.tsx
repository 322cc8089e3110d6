import { Copy, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useProject } from '../../app/state/project.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Digest } from '../../ui/digest.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StateIcon, type StateKind } from '../../ui/state-icon.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { visibleName } from '../../ui/visible-name.ts';
import { FindingList } from './finding-list.tsx';
import { setInspector, useInspector, verifyOpenPack, type Verification } from './inspector-store.ts';
import { overallState, parseDigest, verdictsOf } from './verdicts.ts';

/** Policy first, then the three verdicts, then what was found (picture 5 of visual.md). */
export function VerifyPane() {
  const { expectedText, verification } = useInspector();
  const [draft, setDraft] = useState(expectedText);
  const projectSha256 = useProject((state) => state.status?.pack?.sha256);
  const expected = parseDigest(draft);
  const isEmpty = draft.trim() === '';
  const wrong =
    !isEmpty && expected === undefined ? 'A SHA-256 digest has 64 hexadecimal digits.' : undefined;
  const verify = () => void verifyOpenPack(expected ?? null);
  return (
    <div className="inspector-scroll" role="region" aria-label="Verification" tabIndex={0}>
      <section className="policy" aria-labelledby="verify-policy">
        <h2 id="verify-policy">What it is judged by</h2>
        <ul className="policy__rules">
          <li>
            <strong>Complete</strong>: every byte and every entry is accounted for, nothing is extra.
          </li>
          <li>
            <strong>Valid</strong>: structure, rules of the format and digests hold.
          </li>
          <li>
            <strong>Authentic</strong>:{' '}
            {expected === undefined
              ? 'not judged, since no digest is given.'
              : 'the file has the digest below.'}
          </li>
        </ul>
        <form
          className="policy__form"
          onSubmit={(event) => {
            event.preventDefault();
            if (wrong === undefined) verify();
          }}
        >
          <div className="grow">
            <TextField
              label="Expected SHA-256 of the pack"
              value={expectedText}
              onInput={setDraft}
              onCommit={(text) => setInspector({ expectedText: text })}
              placeholder="paste the digest that came with the pack"
              error={wrong}
              maxLength={200}
              mono
            />
          </div>
          <Button
            submit
            kind="primary"
            icon={<ShieldCheck size={14} />}
            unavailable={verification.state === 'running' ? 'It is being verified.' : wrong}
          >
            Verify
          </Button>
        </form>
        {projectSha256 !== undefined && projectSha256 !== expected && (
          <button
            type="button"
            className="link small"
            onClick={() => {
              setDraft(projectSha256);
              setInspector({ expectedText: projectSha256 });
            }}
          >
            Use the digest of this project&apos;s pack
          </button>
        )}
      </section>
      <Outcome verification={verification} />
    </div>
  );
}

function Outcome({ verification }: { readonly verification: Verification }) {
  switch (verification.state) {
    case 'idle':
      return <p className="quiet">The file is read from its first to its last byte when it is verified.</p>;
    case 'running':
      return (
        <div className="stack" role="status">
          <span>Reading every byte…</span>
          <ProgressBar label="Verifying the pack" value={0} total={null} />
        </div>
      );
    case 'failed':
      return (
        <div className="verdict verdict--tool" role="status">
          <StateIcon state="tool" size={20} word={<strong>It could not be verified</strong>} />
          <span>{visibleName(verification.error.message)}</span>
          <span className="quiet small">{visibleName(verification.error.remedy)}</span>
        </div>
      );
    case 'done':
      return <Verdicts report={verification.report} expected={verification.expected} />;
  }
}

const OVERALL: Readonly<Partial<Record<StateKind, string>>> = {
  fine: 'Complete, valid and authentic.',
  error: 'Do not use this pack.',
  unanchored: 'Complete and valid; whether it is the announced pack is not known.',
  unknown: 'It could not be judged in full.',
  tool: 'The verification itself failed.',
};

function Verdicts({
  report,
  expected,
}: Pick<Extract<Verification, { state: 'done' }>, 'report' | 'expected'>) {
  const overall = overallState(report);
  const copy = async () => {
    const copied = await copyText(JSON.stringify({ ...report, expected_sha256: expected }, null, 2));
    showToast(copied ? 'fine' : 'tool', copied ? 'Copied the report.' : 'The clipboard is not available.');
  };
  return (
    <div className="stack stack-wide">
      <div className="row-flex" role="status">
        <StateIcon state={overall} size={18} word={<strong>{OVERALL[overall]}</strong>} />
        <span className="grow" />
        <Button small icon={<Copy size={12} />} onPress={() => void copy()}>
          Copy as JSON
        </Button>
      </div>
      <ul className="verdicts">
        {verdictsOf(report.verdict).map((verdict) => (
          <li key={verdict.question} className={`verdict verdict--${verdict.state}`}>
            <span className="small quiet">{verdict.question}</span>
            <StateIcon state={verdict.state} size={20} word={<strong>{verdict.answer}</strong>} />
            <span className="small">{verdict.sentence}</span>
          </li>
        ))}
      </ul>
      {report.error !== undefined && (
        <StateIcon
          state="tool"
          word={`${visibleName(report.error.message)} ${visibleName(report.error.remedy)}`}
        />
      )}
      <dl className="fact-list">
        <dt>SHA-256 of the file</dt>
        <dd>
          {report.pack_sha256 === null ? (
            'not computed'
          ) : (
            <Digest value={report.pack_sha256} label="digest of the pack" />
          )}
        </dd>
        <dt>Expected</dt>
        <dd>
          {expected === null ? 'nothing was given' : <Digest value={expected} label="expected digest" />}
        </dd>
      </dl>
      <section className="stack">
        <h2>Findings</h2>
        <div className="card-plain">
          <FindingList findings={report.findings} omitted={report.findings_omitted} />
        </div>
      </section>
    </div>
  );
}
