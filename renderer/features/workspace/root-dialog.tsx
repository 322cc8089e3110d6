import { useState } from 'react';
import { runAction } from '../../app/state/actions.ts';
import { selectAssets } from '../../app/state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { selectedRows } from './asset-commands.tsx';
import { setWorkspace } from './workspace-store.ts';

/** Asks where a copy goes, or where an asset moves to: a folder below assets/. */
export function RootDialog({ kind }: { readonly kind: 'duplicate' | 'relocate' }) {
  const [row] = useState(() => selectedRows().find((each) => each.asset_id !== null));
  const [root, setRoot] = useState(kind === 'duplicate' ? `${row?.root ?? ''}-copy` : (row?.root ?? ''));
  const [name, setName] = useState(`${row?.name ?? ''} copy`);
  const close = () => setWorkspace({ dialog: null });
  const trimmed = root.trim().replace(/\/+$/, '');
  const unchanged = trimmed === '' || trimmed === row?.root;
  const apply = async () => {
    const assetId = row?.asset_id;
    if (assetId === undefined || assetId === null || unchanged) return;
    close();
    if (kind === 'relocate') {
      await runAction({ kind: 'relocate', asset_id: assetId, root: trimmed });
      return;
    }
    const made = await runAction({
      kind: 'duplicate',
      asset_id: assetId,
      root: trimmed,
      ...(name.trim() === '' ? {} : { name }),
    });
    const key = made?.registered[0] === undefined ? undefined : `id:${made.registered[0].asset_id}`;
    if (key !== undefined) selectAssets(new Set([key]), key);
  };
  return (
    <Dialog
      size="narrow"
      title={
        kind === 'duplicate'
          ? `Duplicate ${visibleName(row?.name ?? '')}`
          : `Move ${visibleName(row?.name ?? '')}`
      }
      onClose={close}
      foot={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            kind="primary"
            unavailable={unchanged ? 'Name another folder.' : undefined}
            onPress={() => void apply()}
          >
            {kind === 'duplicate' ? 'Duplicate' : 'Move…'}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <TextField
          mono
          autoFocus
          label="Folder below assets/"
          value={root}
          onInput={setRoot}
          onCommit={setRoot}
          note={
            kind === 'relocate'
              ? 'Ids and uuid stay; nothing is encoded again.'
              : 'The copy gets an id and a uuid of its own.'
          }
        />
        {kind === 'duplicate' && <TextField label="Name" value={name} onInput={setName} onCommit={setName} />}
        <button type="submit" className="visually-hidden" tabIndex={-1}>
          Apply
        </button>
      </form>
    </Dialog>
  );
}
