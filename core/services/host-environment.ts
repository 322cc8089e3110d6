import type { HostInfo } from '#schemas/contract/views.ts';

/**
 * What a host gives the services besides the file system: how a person chooses things and where files of the
 * program itself are. Absolute paths stay on this side of the contract (architecture "Contract").
 */
export interface HostEnvironment {
  readonly appVersion: string;
  readonly transport: HostInfo['transport'];
  readonly platform: HostInfo['platform'];
  /** Folder for settings and uploads; made on first use. */
  readonly configFolder: string;
  /** Folder of the example project, absent where it is not shipped. */
  readonly exampleFolder: string | undefined;
  /** Folders that the host-side browser may show, absolute; empty where native dialogs choose. */
  readonly browseRoots: readonly string[];
  /** Projects that the host was started with, absolute. */
  readonly servedProjects: readonly string[];
  readonly gestures: HostInfo['gestures'];
  /** Native dialogs; undefined on hosts without them, whose calls then answer `NOT_SUPPORTED`. */
  readonly dialogs: NativeDialogs | undefined;
  /** Opens one of the pages of the allow-list; undefined where the host cannot. */
  readonly openExternal: ((link: 'documentation' | 'format' | 'licences') => Promise<void>) | undefined;
}

/** Dialogs that the operating system shows. Each gives absolute paths, or undefined when dismissed. */
export interface NativeDialogs {
  chooseFolder(title: string): Promise<string | undefined>;
  choosePackFile(): Promise<string | undefined>;
  chooseSourceFiles(): Promise<readonly string[] | undefined>;
}
