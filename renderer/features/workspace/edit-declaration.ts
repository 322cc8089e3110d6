import type { DeclarationChange } from '#schemas/contract/actions.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { runAction } from '../../app/state/actions.ts';
import { visibleName } from '../../ui/visible-name.ts';

/** Writes changes of one declaration as one action that can be undone. */
export function editDeclaration(assetId: AssetId, ...changes: DeclarationChange[]): void {
  const told = changes.map(describeChange).join(', ');
  void runAction({ kind: 'edit', asset_id: assetId, changes }, 'where-needed', told);
}

/** What a change did, in the words of the editor. */
export function describeChange(change: DeclarationChange): string {
  switch (change.kind) {
    case 'set_name':
      return `Renamed to “${visibleName(change.name)}”`;
    case 'set_preload':
      if (!change.enabled) return 'No longer preloaded';
      return change.slot === null ? 'Preloaded in the lowest free slot' : `Preloaded in slot ${change.slot}`;
    case 'set_artifact_order':
      return 'Changed the order';
    case 'add_artifacts':
      return change.files.length === 1 ? 'Took in 1 file' : `Took in ${change.files.length} files`;
    case 'remove_artifact':
      return `Took out ${visibleName(change.file)}`;
    case 'set_artifact_palette':
      return `Changed the palette of ${visibleName(change.file)}`;
    case 'set_artifact_loop':
      return change.loop === null
        ? `Removed the loop of ${visibleName(change.file)}`
        : `Changed the loop of ${visibleName(change.file)}`;
    case 'set_palettes':
      return change.palettes === 'auto' ? 'Palettes are derived from the images' : 'Changed the palettes';
    case 'set_tile_size':
      return `Tiles are ${change.tile_size} px now`;
    case 'set_slice':
      return change.slice === null ? 'Each image is one tile' : 'Images are cut by a grid';
    case 'set_channels':
      return 'Changed the channels';
  }
}
