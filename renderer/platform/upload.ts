import type { Client, Reply } from '#schemas/contract/contract.ts';
import type { UploadedFile } from '#schemas/contract/views.ts';
import { bytesToBase64 } from './base64.ts';

const RANGE_BYTES = 256 * 1024;

/** Sends dropped or chosen files to the staging area of the host, in ranges; `onProgress` gets bytes sent. */
export async function uploadFiles(
  client: Client,
  files: readonly File[],
  onProgress: (sentBytes: number) => void,
): Promise<Reply<readonly UploadedFile[]>> {
  const begun = await client.beginUpload({
    files: files.map((file) => ({ name: file.name, size_bytes: file.size })),
  });
  if (!begun.ok) return begun;
  const upload_id = begun.value.upload_id;
  let sentBytes = 0;
  for (const [index, file] of files.entries()) {
    for (let offset = 0; offset < file.size; offset += RANGE_BYTES) {
      const bytes = await readRange(file, offset);
      if (bytes === undefined) return unreadable(file.name);
      const sent = await client.uploadRange({
        upload_id,
        file: index,
        offset,
        data_base64: bytesToBase64(bytes),
      });
      if (!sent.ok) return sent;
      sentBytes += bytes.length;
      onProgress(sentBytes);
    }
  }
  const finished = await client.finishUpload({ upload_id });
  return finished.ok ? { ok: true, value: finished.value.files } : finished;
}

async function readRange(file: File, offset: number): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(offset, offset + RANGE_BYTES).arrayBuffer());
  } catch {
    return undefined;
  }
}

function unreadable(name: string): Reply<never> {
  return {
    ok: false,
    error: {
      code: 'IO_FAILED',
      message: `The file ${name} could not be read.`,
      remedy: 'Folders cannot be dropped; drop the files in them.',
    },
  };
}
