import type { CreateSuggestion } from '#schemas/contract/views.ts';
import type { AssetType } from '#schemas/scalars.ts';

const NOUNS: Readonly<Record<AssetType, readonly [string, string]>> = {
  glyph_bank: ['glyph bank', 'glyph banks'],
  sound_bank: ['sound bank', 'sound banks'],
  scene_bank: ['scene', 'scenes'],
  raw: ['raw asset', 'raw assets'],
};

/** “12 files → 1 glyph bank, 2 sound banks” (visual.md picture 1). */
export function suggestionsTitle(
  fileCount: number,
  suggestions: readonly Pick<CreateSuggestion, 'type'>[],
): string {
  const counts = new Map<AssetType, number>();
  for (const { type } of suggestions) counts.set(type, (counts.get(type) ?? 0) + 1);
  const made = [...counts].map(([type, count]) => `${count} ${NOUNS[type][count === 1 ? 0 : 1]}`);
  return `${fileCount} ${fileCount === 1 ? 'file' : 'files'} → ${made.length === 0 ? 'nothing' : made.join(', ')}`;
}
