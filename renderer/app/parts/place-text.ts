import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** Where a diagnostic is, as one short line: file, pointer, pixel or byte. */
export function placeText(diagnostic: Diagnostic): string {
  const parts = [diagnostic.file ?? ''];
  if (diagnostic.pointer !== undefined && diagnostic.pointer !== '') parts.push(diagnostic.pointer);
  if (diagnostic.pixel !== undefined) parts.push(`pixel ${diagnostic.pixel.x}, ${diagnostic.pixel.y}`);
  if (diagnostic.byte_offset !== undefined) parts.push(`byte ${diagnostic.byte_offset}`);
  return parts.filter((part) => part !== '').join(' · ');
}
