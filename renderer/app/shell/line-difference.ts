export interface DifferenceLine {
  readonly kind: 'same' | 'added' | 'removed' | 'skipped';
  readonly text: string;
}

const CONTEXT_LINES = 3;
/** Beyond this the middle is shown as removed and added in one piece: the table of the algorithm is quadratic. */
const LARGEST_MIDDLE_LINES = 1500;

/** Difference of two texts by lines: equal head and tail first, the middle by longest common subsequence; runs of equal lines are cut short. */
export function lineDifference(before: string, after: string): readonly DifferenceLine[] {
  const old = splitLines(before);
  const fresh = splitLines(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail += 1;
  const middle = compareMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  const same = (text: string): DifferenceLine => ({ kind: 'same', text });
  return shorten([...old.slice(0, head).map(same), ...middle, ...old.slice(old.length - tail).map(same)]);
}

function splitLines(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function compareMiddle(old: readonly string[], fresh: readonly string[]): readonly DifferenceLine[] {
  const removed = (text: string): DifferenceLine => ({ kind: 'removed', text });
  const added = (text: string): DifferenceLine => ({ kind: 'added', text });
  if (old.length > LARGEST_MIDDLE_LINES || fresh.length > LARGEST_MIDDLE_LINES)
    return [...old.map(removed), ...fresh.map(added)];
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = fresh.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        old[row] === fresh[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: DifferenceLine[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < fresh.length) {
    const left = old[row];
    const right = fresh[column];
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left });
      row += 1;
      column += 1;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(removed(left));
      row += 1;
    } else if (right !== undefined) {
      lines.push(added(right));
      column += 1;
    }
  }
  return lines;
}

function shorten(lines: readonly DifferenceLine[]): readonly DifferenceLine[] {
  const near = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind !== 'same') near.fill(true, Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
  });
  const shown: DifferenceLine[] = [];
  let skipped = 0;
  const flush = () => {
    if (skipped > 0) shown.push({ kind: 'skipped', text: skipped === 1 ? '1 line' : `${skipped} lines` });
    skipped = 0;
  };
  lines.forEach((line, index) => {
    if (near[index] === true) {
      flush();
      shown.push(line);
    } else skipped += 1;
  });
  flush();
  return shown;
}
