import { StudioError } from '#core/errors.ts';
import type { HostEnvironment } from '#core/services/host-environment.ts';
import type { CreateStudio, Studio } from '#core/services/studio.ts';
import type { Settings } from '#schemas/contract/views.ts';
import { METHOD_NAMES, type Handlers } from '#schemas/contract/contract.ts';

/** What a test sees of a fake studio besides its handlers. */
export interface FakeStudio {
  readonly create: CreateStudio;
  /** Environments that hosts made a studio with, in order. */
  readonly environments: readonly HostEnvironment[];
  /** Absolute paths that hosts offered, in order; their handles are `offered-0`, `offered-1` … */
  readonly offered: readonly string[];
  /** How many studios were closed. */
  closedCount(): number;
}

/** A studio whose handlers are the given ones; every other method fails with `NOT_SUPPORTED`. For tests of hosts. */
export function fakeStudio(handlers: Partial<Handlers> = {}): FakeStudio {
  const environments: HostEnvironment[] = [];
  const offered: string[] = [];
  const windowStates: NonNullable<Settings['window']>[] = [];
  let closed = 0;
  const offer = (path: string): string => `offered-${String(offered.push(path) - 1)}`;
  return {
    environments,
    offered,
    closedCount: () => closed,
    create(environment): Studio {
      environments.push(environment);
      return {
        handlers: { ...fakeHandlers(environment), ...handlers },
        offerFolder: offer,
        offerFile: offer,
        windowState: {
          read: () => windowStates.at(-1) ?? null,
          write: (state) => void windowStates.push(state),
        },
        close() {
          closed += 1;
          return Promise.resolve();
        },
      };
    },
  };
}

function fakeHandlers(environment: HostEnvironment): Handlers {
  const unsupported = (): Promise<never> => Promise.reject(new StudioError('NOT_SUPPORTED'));
  const all: Record<string, unknown> = Object.fromEntries(
    METHOD_NAMES.map((method) => [method, unsupported]),
  );
  const hostInfo: Handlers['getHostInfo'] = () =>
    Promise.resolve({
      app_version: environment.appVersion,
      transport: environment.transport,
      platform: environment.platform,
      settings_path: '(none)',
      native_dialogs: environment.dialogs !== undefined,
      gestures: environment.gestures,
      example_available: environment.exampleFolder !== undefined,
      served_projects: environment.servedProjects.map((_, index) => `served-${String(index)}`),
    });
  // Every name of the contract is there: the list above is the list of its names.
  return { ...all, getHostInfo: hostInfo } as Handlers;
}
