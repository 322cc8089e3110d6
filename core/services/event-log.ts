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

/**
 * The events of one open project (asset-workspace 5): a gapless sequence from 1, delivered to every subscriber in
 * order. A subscriber that throws is dropped; it never disturbs the others or the work that emits.
 */
export class EventLog {
  readonly #projectId: string;
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: StudioEvent) => void>();
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
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }

  /** Calls `listener` for every event from now on, until the returned function is called. */
  subscribe(listener: (event: StudioEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
