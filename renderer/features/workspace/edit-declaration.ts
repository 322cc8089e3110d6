import type { DeclarationChange } from '#schemas/contract/actions.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { runAction } from '../../app/state/actions.ts';

/** Writes changes of one declaration as one action that can be undone. */
export function editDeclaration(assetId: AssetId, ...changes: DeclarationChange[]): void {
  void runAction({ kind: 'edit', asset_id: assetId, changes });
}
