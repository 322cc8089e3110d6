import type { Outcome } from './judge.ts';

const KINDS = ['picture', 'sound', 'palette file'] as const;

/** Prints files, packed files and the count of each code, as created and after the safe fixes. */
export function printTable(asCreated: readonly Outcome[], afterFixes: readonly Outcome[]): void {
  const origins = [...new Set(asCreated.map(({ subject }) => subject.origin))];
  const rows = origins.flatMap((origin) =>
    KINDS.map((kind) => {
      const of = (outcomes: readonly Outcome[]): readonly Outcome[] =>
        outcomes.filter(({ subject }) => subject.origin === origin && subject.kind === kind);
      const packed = (outcomes: readonly Outcome[]): number =>
        of(outcomes).filter((outcome) => outcome.packed).length;
      return [origin, kind, of(asCreated).length, packed(asCreated), packed(afterFixes)] as const;
    }).filter(([, , files]) => files > 0),
  );
  const sum = (column: 2 | 3 | 4): number => rows.reduce((total, row) => total + row[column], 0);
  print([
    ['origin', 'kind', 'files', 'packed as created', 'packed after doctor --fix'],
    ...rows,
    ['all', '', sum(2), sum(3), sum(4)],
  ]);
  const codes = [...new Set([...asCreated, ...afterFixes].flatMap((outcome) => outcome.codes))].sort();
  const count = (outcomes: readonly Outcome[], code: string): number =>
    outcomes.filter((outcome) => outcome.codes.includes(code)).length;
  print([
    ['code', 'files as created', 'files after doctor --fix'],
    ...codes.map((code) => [code, count(asCreated, code), count(afterFixes, code)]),
  ]);
}

function print(rows: readonly (readonly (string | number)[])[]): void {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, String(cell).length)),
    [],
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      typeof cell === 'number'
        ? String(cell).padStart(widths[column] ?? 0)
        : cell.padEnd(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
  process.stdout.write('\n');
}
