import { ArrowUp, Folder, FolderCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FolderListing } from '#schemas/contract/views.ts';
import { ask } from '../../app/state/errors.ts';
import { openFolder } from '../../app/state/project.ts';
import { setOverlay } from '../../app/state/view.ts';
import { client } from '../../app/studio.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/name.tsx';

/** The folders that a host without native dialogs was told to offer. */
export default function FolderBrowser() {
  const [listing, setListing] = useState<FolderListing>();
  const list = useRef<HTMLUListElement>(null);
  const close = () => setOverlay(null);
  const browse = async (folder?: string) => {
    const listed = await ask(
      'Reading the folder',
      client().browseFolder(folder === undefined ? {} : { folder }),
    );
    if (listed === undefined) return;
    setListing(listed);
  };
  useEffect(() => void browse(), []);
  useEffect(() => list.current?.querySelector<HTMLElement>('button')?.focus(), [listing]);
  const open = async () => {
    if (listing === undefined) return;
    close();
    await openFolder(listing.folder);
  };
  const move = (step: number) => {
    const all = [...(list.current?.querySelectorAll('button') ?? [])];
    const now = all.findIndex((each) => each === document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, now + step))]?.focus();
  };
  return (
    <Dialog
      title="Open a folder of this host"
      onClose={close}
      foot={
        <>
          <span className="grow small quiet clip">
            {listing !== undefined && <Name text={listing.location} mono />}
          </span>
          <Button onPress={close}>Cancel</Button>
          <Button
            kind="primary"
            unavailable={listing === undefined ? 'Choose a folder first.' : undefined}
            onPress={() => void open()}
          >
            {listing?.is_project === true ? 'Open this project' : 'Open this folder'}
          </Button>
        </>
      }
    >
      <ul
        ref={list}
        className="folder-list"
        aria-label="Folders"
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Backspace' && listing !== undefined && listing.parent !== null)
            void browse(listing.parent);
          else return;
          event.preventDefault();
        }}
      >
        {listing !== undefined && listing.parent !== null && (
          <li>
            <button
              type="button"
              className="folder-list__item"
              onClick={() => void browse(listing.parent ?? undefined)}
            >
              <ArrowUp size={14} aria-hidden="true" /> Up
            </button>
          </li>
        )}
        {listing?.folders.map((each) => {
          const Icon = each.is_project ? FolderCheck : Folder;
          return (
            <li key={each.folder}>
              <button type="button" className="folder-list__item" onClick={() => void browse(each.folder)}>
                <Icon size={14} aria-hidden="true" />
                <Name text={each.name} className="grow clip" />
                {each.is_project && <Badge tone="accent">project</Badge>}
              </button>
            </li>
          );
        })}
        {listing !== undefined && listing.folders.length === 0 && (
          <li className="faint small">No folders in here. Open this one, or go up.</li>
        )}
      </ul>
    </Dialog>
  );
}
