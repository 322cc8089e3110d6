import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import type { BundleFiles } from '#core/node/bundle-files.ts';
import { SECURITY_HEADERS } from '#core/services/host/security-headers.ts';
import { APP_ORIGIN, APP_SCHEME } from './app-origin.ts';

/** Must run before the application is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the bundle at `app://studio/` (reliability E4, E10). */
export function handleAppProtocol(protocol: Pick<Protocol, 'handle'>, files: BundleFiles): void {
  protocol.handle(APP_SCHEME, (request) => respond(request, files));
}

/** Looks the whole address up in the manifest; nothing of a request is ever joined to a path. */
async function respond(request: Request, files: BundleFiles): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const path = request.url.startsWith(`${APP_ORIGIN}/`) ? request.url.slice(APP_ORIGIN.length) : '';
  const file = files.get(path.replace(/[?#].*$/su, ''));
  const content = file === undefined ? undefined : await readFile(file.absolutePath).catch(() => undefined);
  if (file === undefined || content === undefined) return refusal(404);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
    status: 200,
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': file.contentType,
      'Content-Length': String(content.byteLength),
    },
  });
}

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers: { ...SECURITY_HEADERS } });
}
