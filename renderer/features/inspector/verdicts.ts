import type { VerifyPackReport } from '#schemas/report/verify-pack.ts';
import type { StateKind } from '../../ui/state-icon.tsx';

/** One of the three answers of a verification (experience.md "Verification"). */
export interface Verdict {
  readonly question: 'Complete' | 'Valid' | 'Authentic';
  readonly state: StateKind;
  readonly answer: string;
  readonly sentence: string;
}

type Judged = VerifyPackReport['verdict'];

const COMPLETE: Readonly<Record<Judged['complete'], Omit<Verdict, 'question'>>> = {
  yes: {
    state: 'fine',
    answer: 'complete',
    sentence: 'Every byte and every entry is accounted for; nothing is extra.',
  },
  no: {
    state: 'error',
    answer: 'not complete',
    sentence: 'Something is missing, or something is there that belongs to nothing.',
  },
  unknown: {
    state: 'unknown',
    answer: 'not known',
    sentence: 'The file could not be read far enough to judge.',
  },
};
const VALID: Readonly<Record<Judged['valid'], Omit<Verdict, 'question'>>> = {
  yes: { state: 'fine', answer: 'valid', sentence: 'Structure, rules and digests hold.' },
  no: { state: 'error', answer: 'not valid', sentence: 'A rule of the format or a digest does not hold.' },
  unknown: {
    state: 'unknown',
    answer: 'not known',
    sentence: 'The file could not be read far enough to judge.',
  },
};
const AUTHENTIC: Readonly<Record<Judged['authentic'], Omit<Verdict, 'question'>>> = {
  yes: { state: 'fine', answer: 'authentic', sentence: 'It has the digest that was expected.' },
  no: { state: 'error', answer: 'not authentic', sentence: 'It does not have the digest that was expected.' },
  'no-anchor': {
    state: 'unanchored',
    answer: 'no anchor',
    sentence: 'No digest was given that it could be compared with.',
  },
  unknown: { state: 'unknown', answer: 'not known', sentence: 'The digest could not be computed.' },
};

export function verdictsOf({ complete, valid, authentic }: Judged): readonly Verdict[] {
  return [
    { question: 'Complete', ...COMPLETE[complete] },
    { question: 'Valid', ...VALID[valid] },
    { question: 'Authentic', ...AUTHENTIC[authentic] },
  ];
}

/** Green needs all three; a failure of the tool is never red. */
export function overallState(report: Pick<VerifyPackReport, 'verdict' | 'error'>): StateKind {
  if (report.error !== undefined) return 'tool';
  const states = verdictsOf(report.verdict).map((verdict) => verdict.state);
  if (states.includes('error')) return 'error';
  if (states.every((state) => state === 'fine')) return 'fine';
  return states.includes('unknown') ? 'unknown' : 'unanchored';
}

/** Text of a pasted digest without the blanks and capitals that come with pasting; undefined where it is none. */
export function parseDigest(text: string): string | undefined {
  const trimmed = text
    .trim()
    .replace(/^sha256[:-]/iu, '')
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(trimmed) ? trimmed : undefined;
}
