import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BundleFiles } from '#core/node/bundle-files.ts';
import { SECURITY_HEADERS } from '#core/services/host/security-headers.ts';
import { refuseForeign, splitTarget, type Refusal } from './request-check.ts';
import { equalSecrets } from './secrets.ts';

const NOT_FOUND: Refusal = { status: 404, reason: 'There is no such file.' };
const NO_TOKEN: Refusal = {
  status: 401,
  reason: 'Open the whole address that the terminal shows, with its token.',
};
const WRONG_METHOD: Refusal = { status: 405, reason: 'Only GET and HEAD are answered.' };

export interface BundleServerOptions {
  readonly files: BundleFiles;
  readonly token: string;
  /** The port that is listened on; known once the server listens. */
  readonly port: () => number;
}

/**
 * Answers requests for the files of the bundle (reliability E4, E10, L1). The page needs the token, so that nothing
 * but the address from the terminal opens a studio; scripts, styles and fonts are the same for everybody and need
 * none. There is no cookie: those of 127.0.0.1 go to every port of the machine.
 */
export function createBundleServer(options: BundleServerOptions) {
  const decide = (request: IncomingMessage): Refusal | { readonly path: string } => {
    const foreign = refuseForeign(request, options.port());
    if (foreign !== undefined) return foreign;
    if (request.method !== 'GET' && request.method !== 'HEAD') return WRONG_METHOD;
    const { path, query } = splitTarget(request.url ?? '');
    if (!options.files.has(path)) return NOT_FOUND;
    const isPage = path === '/' || path.endsWith('.html');
    return isPage && !equalSecrets(query.get('token') ?? '', options.token) ? NO_TOKEN : { path };
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const decision = decide(request);
    if ('status' in decision) {
      refuse(response, decision);
      return;
    }
    const file = options.files.get(decision.path);
    const content = file === undefined ? undefined : await readFile(file.absolutePath).catch(() => undefined);
    if (file === undefined || content === undefined) {
      refuse(response, NOT_FOUND);
      return;
    }
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': file.contentType,
      'Content-Length': String(content.byteLength),
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  };
}

/** A refusal as plain text. The connection ends with it, so that an unread body is never taken for a request. */
function refuse(response: ServerResponse, refusal: Refusal): void {
  const text = `${refusal.reason}\n`;
  response.writeHead(refusal.status, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
    ...(refusal.status === 405 ? { Allow: 'GET, HEAD' } : {}),
  });
  response.end(text);
}
