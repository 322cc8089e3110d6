import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { StudioError } from '#core/errors.ts';
import { listBundleFiles } from '#core/node/bundle-files.ts';
import { createDispatcher, faultLine, type ContractFault } from '#core/services/contract/dispatcher.ts';
import type { HostEnvironment } from '#core/services/host-environment.ts';
import type { CreateStudio, Studio } from '#core/services/studio.ts';
import {
  LOOPBACK_MAX_MESSAGE_BYTES,
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  LOOPBACK_TOKEN_PREFIX,
  LOOPBACK_TOKEN_QUERY,
} from '#schemas/contract/loopback-wire.ts';
import { createBundleServer } from './bundle-server.ts';
import { createGestureCodes, refuseGestures } from './gesture-codes.ts';
import { refuseForeign, splitTarget } from './request-check.ts';
import { equalSecrets, randomCode, randomToken } from './secrets.ts';
import { serveWindow } from './window-socket.ts';

/** The first port that is tried. */
export const DEFAULT_PORT = 4747;
/** Ports tried after it before any free one is taken. */
const PORT_ATTEMPTS = 64;
const LOOPBACK_ADDRESS = '127.0.0.1';
const MAX_WINDOWS = 32;
const MAX_HEADER_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Going away (RFC 6455 7.4.1). */
const GOING_AWAY = 1001;
/** How long windows may take to say goodbye at the end. */
const GOODBYE_MS = 500;
const NO_TERMINAL = 'The host has no terminal that could show a code.';

export interface LoopbackHostOptions {
  readonly studioFactory: CreateStudio;
  /** What the studio is told of its host; the transport, gestures and dialogs are this host's own. */
  readonly environment: Omit<HostEnvironment, 'transport' | 'gestures' | 'dialogs' | 'openExternal'>;
  /** Folder with the built window, `out/renderer`. */
  readonly rendererFolder: string;
  /** The first port to try, `DEFAULT_PORT` unless told; 0 for any. A busy one gives way to the next free one. */
  readonly port?: number;
  /** One line to the terminal about the host's own faults. */
  readonly log: (line: string) => void;
  /** Shows one-time codes of gestures; absent where there is no terminal, and gestures are disabled. */
  readonly printCode?: (line: string) => void;
  /** Tests: results are checked against the contract too, and faults are told. */
  readonly checkResults?: boolean;
  readonly onFault?: (fault: ContractFault) => void;
}

export interface LoopbackHost {
  /** The address to open, with its token. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly studio: Studio;
  /** Ends windows, jobs and the server; further calls wait for the same end. */
  close(): Promise<void>;
}

/**
 * Serves the studio to a browser of this machine (architecture "Loopback host", reliability L1).
 * @throws StudioError FILE_NOT_FOUND where the window was not built; IO_FAILED where no port can be had
 */
export async function startLoopbackHost(options: LoopbackHostOptions): Promise<LoopbackHost> {
  const files = await listBundleFiles(options.rendererFolder).catch((cause: unknown) => {
    throw new StudioError(
      'FILE_NOT_FOUND',
      'The window is not built. Run `npm run build` first.',
      {},
      { cause },
    );
  });
  const token = randomToken();
  const studio = options.studioFactory({
    ...options.environment,
    transport: 'loopback',
    gestures:
      options.printCode === undefined
        ? { kind: 'none', reason: NO_TERMINAL }
        : { kind: 'code', reason: null },
    dialogs: undefined,
    openExternal: undefined,
  });
  const dispatcher = createDispatcher(studio.handlers, {
    checkResults: options.checkResults ?? false,
    onFault: (fault) => {
      options.log(faultLine(fault));
      options.onFault?.(fault);
    },
    confirmGesture:
      options.printCode === undefined
        ? refuseGestures(NO_TERMINAL)
        : createGestureCodes({ print: options.printCode, makeCode: randomCode, nowMs: () => Date.now() }),
  });

  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_TIMEOUT_MS });
  const listening = { port: 0 };
  const serveFile = createBundleServer({ files, token, port: () => listening.port });
  server.on('request', (request, response) => {
    void serveFile(request, response);
  });
  server.on('clientError', (_error, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });

  const windows = new WebSocketServer({
    noServer: true,
    maxPayload: LOOPBACK_MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => LOOPBACK_PROTOCOL,
  });
  windows.on('connection', (socket) => {
    serveWindow(socket, dispatcher);
  });
  server.on('upgrade', (request, socket, head) => {
    const status =
      refuseUpgrade(request, listening.port, token) ?? (windows.clients.size < MAX_WINDOWS ? undefined : 503);
    if (status !== undefined) {
      refuseSocket(socket, status);
      return;
    }
    windows.handleUpgrade(request, socket, head, (webSocket) =>
      windows.emit('connection', webSocket, request),
    );
  });

  try {
    listening.port = await listenOnFreePort(server, options.port ?? DEFAULT_PORT);
  } catch (thrown) {
    await studio.close();
    throw thrown;
  }

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    for (const socket of windows.clients) socket.close(GOING_AWAY, 'the studio ends');
    const impatience = setTimeout(() => {
      for (const socket of windows.clients) socket.terminate();
      server.closeAllConnections();
    }, GOODBYE_MS);
    server.closeIdleConnections();
    await studio.close();
    await closed;
    clearTimeout(impatience);
  };
  return {
    url: `http://${LOOPBACK_ADDRESS}:${String(listening.port)}/?${LOOPBACK_TOKEN_QUERY}=${token}`,
    port: listening.port,
    token,
    studio,
    close: () => (closing ??= close()),
  };
}

/** The status to refuse an upgrade with. A browser always sends `Origin` with it; without one it is no browser's page. */
function refuseUpgrade(request: IncomingMessage, port: number, token: string): number | undefined {
  const foreign = refuseForeign(request, port);
  if (foreign !== undefined) return foreign.status;
  if (request.headers.origin === undefined) return 403;
  if (splitTarget(request.url ?? '').path !== LOOPBACK_PATH) return 404;
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const given =
    offered.find((name) => name.startsWith(LOOPBACK_TOKEN_PREFIX))?.slice(LOOPBACK_TOKEN_PREFIX.length) ?? '';
  if (!offered.includes(LOOPBACK_PROTOCOL)) return 400;
  return equalSecrets(given, token) ? undefined : 401;
}

function refuseSocket(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${String(status)} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Tries the ports from `first` on, then any; listens on 127.0.0.1 alone. */
async function listenOnFreePort(server: Server, first: number): Promise<number> {
  const ports = Array.from({ length: first === 0 ? 0 : PORT_ATTEMPTS }, (_, step) => first + step);
  for (const port of [...ports.filter((candidate) => candidate < 65536), 0]) {
    const failure = await tryListen(server, port);
    if (failure === undefined) return portOf(server.address());
    if (failure.code !== 'EADDRINUSE' && failure.code !== 'EACCES') {
      throw new StudioError('IO_FAILED', 'No port could be opened.', {}, { cause: failure });
    }
  }
  throw new StudioError('IO_FAILED', 'No port is free.');
}

function tryListen(server: Server, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.removeListener('listening', onListening);
      resolve(error);
    };
    const onListening = (): void => {
      server.removeListener('error', onError);
      resolve(undefined);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ host: LOOPBACK_ADDRESS, port, exclusive: true });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null)
    throw new StudioError('IO_FAILED', 'The server has no address.');
  return address.port;
}
