import type { ReactNode } from 'react';
import type { BankType } from '#schemas/scalars.ts';
import './badge.css';
import { classNames } from './class-names.ts';

export type BadgeTone = 'neutral' | 'glyph' | 'sounds' | 'scene' | 'error' | 'warning' | 'accent';

/** A short fact in a pill. */
export function Badge({
  tone = 'neutral',
  children,
  title,
}: {
  readonly tone?: BadgeTone;
  readonly children: ReactNode;
  readonly title?: string | undefined;
}) {
  return (
    <span className={classNames('badge', tone !== 'neutral' && `badge--${tone}`)} title={title}>
      {children}
    </span>
  );
}

const BANK_TONES = { GLYPH: 'glyph', SOUNDS: 'sounds', SCENE: 'scene' } as const satisfies Record<
  BankType,
  BadgeTone
>;

/** The bank type in its hue, the same everywhere. */
export function BankBadge({ bank }: { readonly bank: BankType }) {
  return <Badge tone={BANK_TONES[bank]}>{bank}</Badge>;
}
