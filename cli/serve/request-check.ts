import type { IncomingMessage } from 'node:http';

/** Why a request is refused: an HTTP status with one sentence for the person at the other end. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413;
  readonly reason: string;
}

const WRONG_HOST: Refusal = {
  status: 403,
  reason:
    'The studio answers at 127.0.0.1 and localhost with its own port only. Through ssh, forward the same port number.',
};
const WRONG_ORIGIN: Refusal = { status: 403, reason: 'Other origins have no access.' };
const BODY: Refusal = { status: 413, reason: 'Requests have no body here.' };

/**
 * What every request must fulfil, the upgrade to a WebSocket included (reliability L1). `Host` against names that
 * were rebound to 127.0.0.1; `Origin` and `Sec-Fetch-Site` against pages of other origins, other ports included.
 */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | undefined {
  const { host, origin } = request.headers;
  const ownHosts = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  if (host === undefined || !ownHosts.includes(host)) return WRONG_HOST;
  if (origin !== undefined && origin !== `http://${host}`) return WRONG_ORIGIN;
  const site = request.headers['sec-fetch-site'];
  // A link or a terminal may open the page from anywhere: it needs the token.
  const isNavigation =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) return WRONG_ORIGIN;
  if (
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) !== 0
  )
    return BODY;
  return undefined;
}

/** Splits a request target at its first `?`, undecoded: file names of the bundle need no escape. */
export function splitTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf('?');
  return mark === -1
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}
