import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { AssetDetails, AssetFile } from '#schemas/report/assets.ts';
import type { AssetType } from '#schemas/scalars.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { Name } from '../../ui/name.tsx';
import { Section } from '../../ui/section.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { editDeclaration } from './edit-declaration.ts';

const FITTING: Readonly<Record<AssetType, RegExp>> = {
  glyph_bank: /\.png$/i,
  sound_bank: /\.wav$/i,
  scene_bank: /\.tm[xj]$/i,
  raw: /./,
};
const SHOWN_FILES = 40;

/** Every file below the root with what it is for; a fitting unused file can be taken in. */
export function AssetFiles({
  details,
  readOnly,
}: {
  readonly details: AssetDetails;
  readonly readOnly: boolean;
}) {
  const [all, setAll] = useState(false);
  const { files, asset, declaration } = details;
  const shown = all ? files : files.slice(0, SHOWN_FILES);
  const fits = (file: AssetFile) =>
    !readOnly &&
    asset.asset_id !== null &&
    declaration !== null &&
    file.role === 'unused' &&
    file.kind === 'file' &&
    FITTING[declaration.type].test(file.path);
  return (
    <Section title={`Files (${files.length})`}>
      <ul className="file-list">
        {shown.map((file) => (
          <li key={file.path}>
            <Name text={file.path} className="clip" />
            <Role file={file} />
            <ByteSize bytes={file.size_bytes} />
            {fits(file) && asset.asset_id !== null ? (
              <IconButton
                small
                label={`Take ${visibleName(file.path)} into the bank`}
                icon={<Plus size={12} />}
                onPress={() =>
                  editDeclaration(asset.asset_id ?? 0, { kind: 'add_artifacts', files: [file.path] })
                }
              />
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {files.length > shown.length && (
        <Button small kind="quiet" onPress={() => setAll(true)}>
          Show all {files.length}
        </Button>
      )}
    </Section>
  );
}

function Role({ file }: { readonly file: AssetFile }) {
  if (file.kind === 'missing') return <Badge tone="error">missing</Badge>;
  if (file.kind !== 'file') return <Badge tone="error">{file.kind === 'link' ? 'link' : 'no file'}</Badge>;
  return file.role === 'unused' ? (
    <Badge tone="warning">unused</Badge>
  ) : (
    <span className="faint">{file.role}</span>
  );
}
