import type { Handlers } from '#schemas/contract/contract.ts';
import type { Settings } from '#schemas/contract/views.ts';
import type { HostEnvironment } from './host-environment.ts';

/** A running studio: the handlers of the contract, and its end. */
export interface Studio {
  readonly handlers: Handlers;
  /** Opens a project of the host's own choosing (command line, menu, second instance) and returns its folder handle. */
  offerFolder(absolutePath: string): string;
  /** Same for a single file. */
  offerFile(absolutePath: string): string;
  /** Where the desktop window was, kept with the other settings (reliability C4). No part of the contract. */
  readonly windowState: WindowStateStore;
  /** Stops jobs and watchers, and waits for them. */
  close(): Promise<void>;
}

/** The one member of the settings that belongs to a host and not to the window. */
export interface WindowStateStore {
  read(): Settings['window'];
  /** @throws StudioError `IO_*` where the settings cannot be written */
  write(state: NonNullable<Settings['window']>): void;
}

/** How hosts make a studio; `createStudio` in `create-studio.ts` is the one implementation. */
export type CreateStudio = (environment: HostEnvironment) => Studio;
