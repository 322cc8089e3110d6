import { makeFolders } from '#core/node/make-folders.ts';
import { asStudioError, StudioError } from '#core/errors.ts';
import { readJson } from '#core/json/read-json.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { openDiskTree } from '#core/node/disk-tree.ts';
import { ioError } from '#core/node/io-errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { FileStat, WriteTree } from '#core/ports/file-system.ts';
import { statsEqual } from '#core/workspace/file-facts.ts';
import type { Settings, SettingsPatch, SettingsView } from '#schemas/contract/views.ts';
import { validate } from '#schemas/validate.ts';

const SETTINGS_FILE = 'settings.json';
const MAX_SETTINGS_BYTES = 1024 * 1024;
const MAX_RECENT = 20;

const DEFAULTS: Settings = {
  schema_version: 1,
  theme: 'system',
  density: 'comfortable',
  pack_on_change: false,
  jobs: null,
  recent_projects: [],
  window: null,
};

/**
 * The settings of one person: `settings.json` in the platform's configuration folder, replaced durably. A file that
 * cannot be read is set aside under another name and said so, never overwritten silently (reliability C4).
 */
export class SettingsService {
  readonly #folder: string;
  readonly #clock: Clock;
  #settings: Settings | undefined;
  /** Facts of the file that `#settings` was read from or written to; another studio may replace it. */
  #stat: FileStat | undefined;
  #notice: string | null = null;

  constructor(configFolder: string, clock: Clock) {
    this.#folder = configFolder;
    this.#clock = clock;
  }

  get path(): string {
    return `${this.#folder}/${SETTINGS_FILE}`;
  }

  /** The settings as the file has them now; never fails. */
  read(): Settings {
    if (this.#settings === undefined || !this.#isCurrent()) this.#settings = this.#load();
    return this.#settings;
  }

  view(): SettingsView {
    const { theme, density, pack_on_change, jobs } = this.read();
    return { theme, density, pack_on_change, jobs, settings_path: this.path, notice: this.#notice };
  }

  /** @throws StudioError `IO_*` where the folder cannot be written */
  update(patch: SettingsPatch | Pick<Settings, 'window'>): SettingsView {
    this.#save({ ...this.read(), ...patch });
    return this.view();
  }

  /** Puts a project on top of the recent ones; where nothing can be remembered, the project is opened all the same. */
  rememberProject(path: string): void {
    const others = this.read().recent_projects.filter((recent) => recent.path !== path);
    try {
      this.#save({
        ...this.read(),
        recent_projects: [{ path, opened_ms: this.#clock.nowMs() }, ...others].slice(0, MAX_RECENT),
      });
    } catch (error) {
      this.#notice = nothingRemembered(asStudioError(error));
    }
  }

  /** @throws StudioError `IO_*` */
  forgetProject(path: string): void {
    const { recent_projects: recent } = this.read();
    this.#save({ ...this.read(), recent_projects: recent.filter((project) => project.path !== path) });
  }

  #tree(): WriteTree {
    try {
      makeFolders(this.#folder, 0o700);
    } catch (failure) {
      throw ioError(failure, 'make', 'the settings folder');
    }
    return openDiskTree(this.#folder, { writable: true });
  }

  #isCurrent(): boolean {
    try {
      const stat = this.#tree().stat(SETTINGS_FILE);
      return stat === undefined || this.#stat === undefined
        ? stat === this.#stat
        : statsEqual(stat, this.#stat);
    } catch (error) {
      if (error instanceof StudioError) return true;
      throw error;
    }
  }

  #save(next: Settings): void {
    const tree = this.#tree();
    tree.replaceFile(SETTINGS_FILE, prettyJsonBytes(next));
    this.#stat = tree.stat(SETTINGS_FILE);
    this.#settings = next;
  }

  #load(): Settings {
    try {
      const tree = this.#tree();
      this.#stat = tree.stat(SETTINGS_FILE);
      if (this.#stat === undefined) return DEFAULTS;
      const problem = this.#parse(tree);
      if (typeof problem !== 'string') return problem;
      const aside = `settings.unreadable-${this.#clock.nowMs()}.json`;
      tree.rename(SETTINGS_FILE, aside);
      tree.syncFolder('');
      this.#stat = undefined;
      this.#notice = `The settings could not be read (${problem}). They were set aside as ${aside}; defaults are in use.`;
      return DEFAULTS;
    } catch (error) {
      this.#notice = nothingRemembered(asStudioError(error));
      return DEFAULTS;
    }
  }

  #parse(tree: WriteTree): Settings | string {
    try {
      const parsed = readJson(tree.readFile(SETTINGS_FILE, MAX_SETTINGS_BYTES).bytes);
      if (!parsed.ok) return parsed.problem.message;
      // Settings that a later version added keep their defaults here.
      const filled = isJsonObject(parsed.value) ? { ...DEFAULTS, ...parsed.value } : parsed.value;
      const checked = validate('settings', filled);
      return checked.ok ? checked.value : (checked.errors[0]?.message ?? 'not the expected form');
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

function nothingRemembered({ message }: StudioError): string {
  return `The settings folder cannot be used (${message}); nothing will be remembered.`;
}
