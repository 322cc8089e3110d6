import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** Where a diagnostic is, as one short line: file (from `root` on, where it is below), pointer, pixel or byte. */
export function placeText(diagnostic: Diagnostic, root?: string): string {
  const parts = [belowRoot(diagnostic.file ?? '', root)];
  if (diagnostic.pointer !== undefined && diagnostic.pointer !== '') parts.push(diagnostic.pointer);
  if (diagnostic.pixel !== undefined) parts.push(`pixel ${diagnostic.pixel.x}, ${diagnostic.pixel.y}`);
  if (diagnostic.byte_offset !== undefined) parts.push(`byte ${diagnostic.byte_offset}`);
  return parts.filter((part) => part !== '').join(' · ');
}

function belowRoot(file: string, root: string | undefined): string {
  const prefix = `assets/${root ?? ''}/`;
  return root !== undefined && file.startsWith(prefix) ? file.slice(prefix.length) : file;
}
