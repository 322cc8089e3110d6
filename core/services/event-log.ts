import type { Clock } from '#core/ports/clock.ts';
import type { EventKind, Progress, StudioEvent, WatchState } from '#schemas/contract/events.ts';

/** What an event says beyond its kind. */
export interface EventDetail {
  readonly operationId?: string | undefined;
  readonly summary: string;
  readonly progress?: Progress | undefined;
  readonly affectedAssets?: readonly number[] | undefined;
  readonly watch?: WatchState | undefined;
}

/** Assets named in one event; a burst beyond that is told by its count, and the listener fetches the list anew. */
const MAX_AFFECTED_ASSETS = 1000;

interface Subscription {
  readonly listener: (event: StudioEvent) => void;
  /** Sequence of the last event before the subscription. */
  readonly after: number;
}

/**
 * The events of one open project (asset-workspace 5): a gapless sequence from 1, delivered to every subscriber in
 * order. A subscriber that throws is dropped; it never disturbs the others or the work that emits.
 */
export class EventLog {
  readonly #projectId: string;
  readonly #clock: Clock;
  readonly #listeners = new Map<object, Subscription>();
  readonly #undelivered: StudioEvent[] = [];
  #isDelivering = false;
  #sequence = 0;

  constructor(projectId: string, clock: Clock) {
    this.#projectId = projectId;
    this.#clock = clock;
  }

  /** Sequence of the latest event, 0 before the first. */
  get sequence(): number {
    return this.#sequence;
  }

  emit(kind: EventKind, detail: EventDetail): void {
    this.#sequence += 1;
    const event: StudioEvent = {
      project_id: this.#projectId,
      operation_id: detail.operationId ?? null,
      sequence: this.#sequence,
      kind,
      timestamp: new Date(this.#clock.nowMs()).toISOString(),
      summary: detail.summary,
      progress: detail.progress ?? null,
      affected_assets: (detail.affectedAssets ?? []).slice(0, MAX_AFFECTED_ASSETS),
      ...(detail.watch === undefined ? {} : { watch: detail.watch }),
    };
    this.#undelivered.push(event);
    this.#deliver();
  }

  /**
   * Calls `listener` for every event from now on, until the returned function is called. Events up to `sequence` are
   * not told: a snapshot taken in the same turn holds them.
   */
  subscribe(listener: (event: StudioEvent) => void): () => void {
    const key = {};
    this.#listeners.set(key, { listener, after: this.#sequence });
    return () => this.#listeners.delete(key);
  }

  /** A listener may emit: its event waits until everybody has the one before. */
  #deliver(): void {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    for (let event = this.#undelivered.shift(); event !== undefined; event = this.#undelivered.shift()) {
      for (const [key, { listener, after }] of [...this.#listeners]) {
        if (event.sequence <= after || !this.#listeners.has(key)) continue;
        try {
          listener(event);
        } catch {
          this.#listeners.delete(key);
        }
      }
    }
    this.#isDelivering = false;
  }
}
