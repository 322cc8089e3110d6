import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import {
  SETUP_VARIABLE,
  type DoubleMessage,
  type DoubleRequest,
  type DoubleSetup,
  type DoubleVerbs,
  type SenderFrame,
} from './messages.ts';

const REGISTER = join(import.meta.dirname, 'register.ts');
const QUIT_TIMEOUT_MS = 10_000;

export interface DoubleOptions {
  /** The main process's module: `out/main/index.js`, or a source that Node can run. */
  readonly main: string;
  readonly setup: Omit<DoubleSetup, 'isPackaged' | 'displays' | 'isFirstInstance'> & Partial<DoubleSetup>;
  readonly arguments?: readonly string[];
  readonly workingFolder?: string;
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (failure: Error) => void };

/** A main process that runs over the double of Electron, seen from outside. */
export class ElectronDouble {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #events = new EventEmitter();
  readonly #loads: { windowId: number; url: string }[] = [];
  #lastSequence = 0;
  #errorText = '';

  /** Starts the main process. It may end at once, as a second instance does. */
  static start(options: DoubleOptions): ElectronDouble {
    const setup: DoubleSetup = {
      isPackaged: false,
      isFirstInstance: true,
      displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
      ...options.setup,
    };
    // As Electron's own argv before packaging: the runtime, the application's folder, then what a person gave.
    const child = fork(options.main, options.arguments ?? [], {
      cwd: options.workingFolder ?? setup.appPath,
      execArgv: ['--import', REGISTER],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup), PACK_STUDIO_CHECK_RESULTS: '1' },
    });
    return new ElectronDouble(child);
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#errorText += text));
    child.on('message', (message: DoubleMessage) => {
      this.#receive(message);
    });
    child.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`the main process ended with ${String(code)}: ${this.#errorText}`));
      }
      this.#waiting.clear();
    });
  }

  /** What the main process wrote to standard error so far. */
  get errorText(): string {
    return this.#errorText;
  }

  ask<V extends keyof DoubleVerbs>(
    verb: V,
    ...args: Parameters<DoubleVerbs[V]>[0]
  ): Promise<ReturnType<DoubleVerbs[V]>> {
    const sequence = (this.#lastSequence += 1);
    const request: DoubleRequest = { sequence, verb, args };
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(sequence, { resolve, reject });
      this.#child.send(request, (failure) => {
        if (failure !== null) reject(new Error(`${failure.message}: ${this.#errorText}`));
      });
      // The double answers each verb with what its table says.
    }) as Promise<ReturnType<DoubleVerbs[V]>>;
  }

  /** The next window that loads a page, or the one that has. */
  async nextWindow(): Promise<{ readonly windowId: number; readonly url: string }> {
    for (;;) {
      const load = this.#loads.shift();
      if (load !== undefined) return load;
      const hasEnded = await Promise.race([
        once(this.#events, 'load').then(() => false),
        this.ended().then(() => true),
      ]);
      if (hasEnded) throw new Error(`the main process ended before its window: ${this.#errorText}`);
    }
  }

  onToWindow(windowId: number, listener: (channel: string, args: readonly unknown[]) => void): void {
    this.#events.on(`to-window-${String(windowId)}`, listener);
  }

  invoke(frame: SenderFrame, channel: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.ask('invoke', frame, channel, ...args);
  }

  async send(frame: SenderFrame, channel: string, ...args: readonly unknown[]): Promise<void> {
    await this.ask('send', frame, channel, ...args);
  }

  /** Resolves to the exit code when the process has ended. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Quits as a person would, and kills what does not go. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), QUIT_TIMEOUT_MS);
    this.ask('quit').catch(() => undefined);
    await this.ended();
    clearTimeout(kill);
  }

  #receive(message: DoubleMessage): void {
    if (message.kind === 'load') {
      this.#loads.push(message);
      this.#events.emit('load');
    } else if (message.kind === 'to-window') {
      this.#events.emit(`to-window-${String(message.windowId)}`, message.channel, message.args);
    } else {
      const waiting = this.#waiting.get(message.sequence);
      this.#waiting.delete(message.sequence);
      if (message.kind === 'answer') waiting?.resolve(message.value);
      else waiting?.reject(new Error(message.message));
    }
  }
}
