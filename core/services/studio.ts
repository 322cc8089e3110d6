import type { Handlers } from '#schemas/contract/contract.ts';
import type { HostEnvironment } from './host-environment.ts';

/** A running studio: the handlers of the contract, and its end. */
export interface Studio {
  readonly handlers: Handlers;
  /** Opens a project of the host's own choosing (command line, menu, second instance) and returns its folder handle. */
  offerFolder(absolutePath: string): string;
  /** Same for a single file. */
  offerFile(absolutePath: string): string;
  /** Stops jobs and watchers, and waits for them. */
  close(): Promise<void>;
}

/** How hosts make a studio; `createStudio` in `create-studio.ts` is the one implementation. */
export type CreateStudio = (environment: HostEnvironment) => Studio;
