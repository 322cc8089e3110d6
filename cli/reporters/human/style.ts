import { styleText } from 'node:util';
import { visibleText } from '#core/bytes/visible-text.ts';
import { hasColors, type Terminal, type TextSink } from '../../terminal.ts';

type Format = Parameters<typeof styleText>[0];

/** Writes text for people: colours only where they may be, names from files always made visible (reliability H11). */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** The style for one output of a terminal. */
export function styleFor(terminal: Terminal, sink: TextSink = terminal.out): Style {
  const colored = hasColors(sink, terminal.env);
  const paint =
    (format: Format) =>
    (text: string): string =>
      colored ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    warning: paint('yellow'),
    bad: paint('red'),
  };
}

/** A name or a message that may hold names: what cannot be seen is spelled out. */
export function shown(text: string): string {
  return visibleText(text);
}

/** `1,081,344`: digits in groups, the same in every locale. */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in three digits: `1.03 MB`; bytes below 1000 exactly. */
export function shortSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return `${value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${UNITS[unit] ?? ''}`;
}

/** `84 ms`, `3.2 s`, `2 min 5 s`. */
export function shortTime(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `1 asset`, `2 assets`. */
export function plural(count: number, noun: string): string {
  return `${groupDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}
