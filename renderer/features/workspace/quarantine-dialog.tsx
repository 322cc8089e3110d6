import { ArchiveRestore, Trash2 } from 'lucide-react';
import { runAction } from '../../app/state/actions.ts';
import { useHost } from '../../app/state/host.ts';
import { useProject } from '../../app/state/project.ts';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { setWorkspace } from './workspace-store.ts';

/** What was set aside: restoring brings it back, purging is the only deletion (asset-workspace 3). */
export function QuarantineDialog() {
  const rows = useProject((state) => state.assets?.quarantine ?? []);
  const readOnly = useProject((state) => state.project?.read_only === true);
  const blocked = readOnly ? 'The project is read-only.' : undefined;
  // A purge is confirmed at the host, where it can be.
  const unconfirmable = useHost(({ info }) =>
    info?.gestures.kind === 'none' ? (info.gestures.reason ?? 'Nobody can confirm at this host.') : undefined,
  );
  const purgeBlocked = blocked ?? unconfirmable;
  const close = () => setWorkspace({ dialog: null });
  return (
    <Dialog
      title="Quarantine"
      onClose={close}
      foot={
        <>
          {rows.length > 1 && (
            <Button
              kind="danger"
              icon={<Trash2 size={14} />}
              unavailable={purgeBlocked}
              onPress={() =>
                void runAction({ kind: 'purge', quarantine_ids: rows.map((row) => row.quarantine_id) })
              }
            >
              Purge all…
            </Button>
          )}
          <span className="grow" />
          <Button onPress={close}>Close</Button>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title="Nothing is in quarantine">
          Roots that you quarantine are kept here until you restore or purge them.
        </EmptyState>
      ) : (
        <ul className="quarantine-list">
          {rows.map((row) => (
            <li key={row.quarantine_id}>
              <div className="grow">
                <div className="clip">
                  <Name text={row.name} />
                </div>
                <div className="faint small clip">
                  <Name text={row.root} /> · <ByteSize bytes={row.size_bytes} />
                </div>
              </div>
              <Button
                small
                icon={<ArchiveRestore size={12} />}
                label={`Restore ${visibleName(row.name)}`}
                unavailable={blocked}
                onPress={() => void runAction({ kind: 'restore', quarantine_ids: [row.quarantine_id] })}
              >
                Restore
              </Button>
              <Button
                small
                kind="danger"
                icon={<Trash2 size={12} />}
                label={`Purge ${visibleName(row.name)}`}
                unavailable={purgeBlocked}
                onPress={() => void runAction({ kind: 'purge', quarantine_ids: [row.quarantine_id] })}
              >
                Purge…
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
