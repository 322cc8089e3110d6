import { ArrowUp, FileBox, Folder } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FolderListing } from '#schemas/contract/views.ts';
import { ask } from '../../app/state/errors.ts';
import { client } from '../../app/studio.ts';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/name.tsx';
import { uploadPack } from './inspector-commands.ts';
import { openPackFile, setInspector } from './inspector-store.ts';

/** Packs in the folders that a host without native dialogs was told to offer. */
export function PackBrowser() {
  const [listing, setListing] = useState<FolderListing>();
  const list = useRef<HTMLUListElement>(null);
  const close = () => setInspector({ browsing: false });
  const browse = async (folder?: string) => {
    const listed = await ask(
      'Reading the folder',
      client().browseFolder(folder === undefined ? {} : { folder }),
    );
    if (listed === undefined) return;
    setListing(listed);
    setTimeout(() => list.current?.querySelector('button')?.focus());
  };
  useEffect(() => void browse(), []);
  const open = (file: string) => {
    close();
    void openPackFile(file);
  };
  const move = (step: number) => {
    const all = [...(list.current?.querySelectorAll('button') ?? [])];
    const now = all.findIndex((each) => each === document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, now + step))]?.focus();
  };
  return (
    <Dialog
      title="Open a pack of this host"
      onClose={close}
      foot={
        <>
          <span className="grow small quiet clip">
            {listing !== undefined && <Name text={listing.location} mono />}
          </span>
          <Button
            onPress={() => {
              close();
              uploadPack();
            }}
          >
            From this browser…
          </Button>
          <Button onPress={close}>Cancel</Button>
        </>
      }
    >
      <ul
        ref={list}
        className="pack-browser"
        aria-label="Folders and packs"
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
              className="pack-browser__item"
              onClick={() => void browse(listing.parent ?? undefined)}
            >
              <ArrowUp size={14} aria-hidden="true" /> Up
            </button>
          </li>
        )}
        {listing?.files.map((each) => (
          <li key={each.file}>
            <button type="button" className="pack-browser__item" onClick={() => open(each.file)}>
              <FileBox size={14} aria-hidden="true" />
              <Name text={each.name} className="grow clip" />
              <ByteSize bytes={each.size_bytes} />
            </button>
          </li>
        ))}
        {listing?.folders.map((each) => (
          <li key={each.folder}>
            <button type="button" className="pack-browser__item" onClick={() => void browse(each.folder)}>
              <Folder size={14} aria-hidden="true" />
              <Name text={each.name} className="grow clip" />
            </button>
          </li>
        ))}
        {listing !== undefined && listing.folders.length === 0 && listing.files.length === 0 && (
          <li className="faint small">No packs and no folders in here. Go up.</li>
        )}
      </ul>
    </Dialog>
  );
}
