import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Info,
  LoaderCircle,
  OctagonX,
  TriangleAlert,
  Wrench,
  Circle,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import './badge.css';
import { classNames } from './class-names.ts';

export type StateKind =
  'fine' | 'warning' | 'error' | 'unanchored' | 'tool' | 'unknown' | 'excluded' | 'hint' | 'busy' | 'on';

const SHAPES: Record<StateKind, { readonly icon: LucideIcon; readonly word: string }> = {
  fine: { icon: CircleCheck, word: 'Fine' },
  warning: { icon: TriangleAlert, word: 'Warning' },
  error: { icon: OctagonX, word: 'Error' },
  unanchored: { icon: CircleDashed, word: 'Not anchored' },
  tool: { icon: Wrench, word: 'Tool failure' },
  unknown: { icon: Circle, word: 'Unknown' },
  excluded: { icon: Ban, word: 'Excluded' },
  hint: { icon: Info, word: 'Hint' },
  busy: { icon: LoaderCircle, word: 'Working' },
  on: { icon: CircleDot, word: 'On' },
};

/**
 * A state as shape, word and colour (visual.md "States"). `word` replaces the usual word; with `iconOnly` the word
 * is there for assistive technology alone.
 */
export function StateIcon(props: {
  readonly state: StateKind;
  readonly word?: ReactNode;
  readonly iconOnly?: boolean;
  readonly size?: number;
}) {
  const { icon: Icon, word } = SHAPES[props.state];
  return (
    <span className={classNames('state', `state--${props.state}`)}>
      <Icon size={props.size ?? 14} aria-hidden="true" />
      <span className={props.iconOnly === true ? 'visually-hidden' : 'clip'}>{props.word ?? word}</span>
    </span>
  );
}
