import { join } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { BUILD_FILES } from '#core/pack-format/layout.ts';
import { outputPath } from '#core/packer/output-files.ts';
import type { Handlers } from '#schemas/contract/contract.ts';
import { encodeBase64 } from '../base64.ts';
import type { StudioServices } from '../studio-services.ts';

type InspectorMethods =
  | 'openPack'
  | 'inspectPack'
  | 'listPackEntries'
  | 'listPackPreload'
  | 'readPackRange'
  | 'verifyPack'
  | 'closePack';

/** Methods about packs, of a project or from anywhere. */
export function inspectorHandlers({
  handles,
  projects,
  inspector,
}: StudioServices): Pick<Handlers, InspectorMethods> {
  return {
    async openPack({ file, project_id }) {
      if (file !== undefined) return inspector.open(handles.pathOf('file', file));
      if (project_id === undefined)
        throw new StudioError('FILE_NOT_FOUND', 'Neither a file nor a project is named.');
      const { session } = projects.get(project_id).live;
      return inspector.open(
        join(session.folder.root, outputPath(BUILD_FILES.pack)),
        `${session.name} — ${BUILD_FILES.pack}`,
      );
    },
    inspectPack: async ({ pack_handle }) => inspector.inspect(pack_handle),
    listPackEntries: async ({ pack_handle, start, count }) =>
      inspector.listEntries(pack_handle, start, count),
    listPackPreload: async ({ pack_handle }) => inspector.listPreload(pack_handle),
    readPackRange: async ({ pack_handle, offset, length }) => ({
      data_base64: encodeBase64(inspector.readRange(pack_handle, offset, length)),
    }),
    verifyPack: async ({ pack_handle, expected_sha256 }) =>
      await inspector.verify(pack_handle, expected_sha256),
    async closePack({ pack_handle }) {
      inspector.close(pack_handle);
      return {};
    },
  };
}
