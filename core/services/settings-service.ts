import { mkdirSync } from 'node:fs';
import { StudioError } from '#core/errors.ts';
import { readJson } from '#core/json/read-json.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { openDiskTree } from '#core/node/disk-tree.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { WriteTree } from '#core/ports/file-system.ts';
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
  #notice: string | null = null;

  constructor(configFolder: string, clock: Clock) {
    this.#folder = configFolder;
    this.#clock = clock;
  }

  get path(): string {
    return `${this.#folder}/${SETTINGS_FILE}`;
  }

  read(): Settings {
    this.#settings ??= this.#load();
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

  /** Puts a project on top of the recent ones. */
  rememberProject(path: string): void {
    const others = this.read().recent_projects.filter((recent) => recent.path !== path);
    this.#save({
      ...this.read(),
      recent_projects: [{ path, opened_ms: this.#clock.nowMs() }, ...others].slice(0, MAX_RECENT),
    });
  }

  forgetProject(path: string): void {
    const { recent_projects: recent } = this.read();
    this.#save({ ...this.read(), recent_projects: recent.filter((project) => project.path !== path) });
  }

  #tree(): WriteTree {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    return openDiskTree(this.#folder, { writable: true });
  }

  #save(next: Settings): void {
    this.#tree().replaceFile(SETTINGS_FILE, prettyJsonBytes(next));
    this.#settings = next;
  }

  #load(): Settings {
    let tree: WriteTree;
    try {
      tree = this.#tree();
      if (tree.stat(SETTINGS_FILE) === undefined) return DEFAULTS;
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      this.#notice = `The settings folder cannot be used (${error.message}); nothing will be remembered.`;
      return DEFAULTS;
    }
    const problem = this.#parse(tree);
    if (typeof problem !== 'string') return problem;
    const aside = `settings.unreadable-${this.#clock.nowMs()}.json`;
    tree.rename(SETTINGS_FILE, aside);
    tree.syncFolder('');
    this.#notice = `The settings could not be read (${problem}). They were set aside as ${aside}; defaults are in use.`;
    return DEFAULTS;
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
