import { describe, expect, it } from 'vitest';
import { LATER } from '#core/testing/project-scene.ts';
import type { StudioEvent } from '#schemas/contract/events.ts';
import { EventLog } from './event-log.ts';

function sequences(events: readonly StudioEvent[]): readonly number[] {
  return events.map(({ sequence }) => sequence);
}

describe('the events of a project', () => {
  it('have a gapless sequence from 1 and the whole envelope', () => {
    const log = new EventLog('p', LATER);
    const seen: StudioEvent[] = [];
    log.subscribe((event) => seen.push(event));
    log.emit('build_started', { operationId: 'o', summary: 's', affectedAssets: [3] });
    log.emit('watch_state', { summary: 'lost', watch: { state: 'lost', reason: 'why' } });
    expect(sequences(seen)).toEqual([1, 2]);
    expect(log.sequence).toBe(2);
    expect(seen[0]).toEqual({
      project_id: 'p',
      operation_id: 'o',
      sequence: 1,
      kind: 'build_started',
      timestamp: '2027-01-15T08:00:00.000Z',
      summary: 's',
      progress: null,
      affected_assets: [3],
    });
    expect(seen[1]).toMatchObject({ operation_id: null, watch: { state: 'lost', reason: 'why' } });
  });

  it('reach a late subscriber from the next one on', () => {
    const log = new EventLog('p', LATER);
    log.emit('asset_changed', { summary: '' });
    const seen: StudioEvent[] = [];
    const snapshot = log.sequence;
    log.subscribe((event) => seen.push(event));
    log.emit('asset_changed', { summary: '' });
    expect(sequences(seen)).toEqual([snapshot + 1]);
  });

  it('keep their order for everybody where a listener emits', () => {
    const log = new EventLog('p', LATER);
    const seen: StudioEvent[] = [];
    log.subscribe(({ sequence }) => {
      if (sequence === 1) log.emit('asset_changed', { summary: 'second' });
    });
    log.subscribe((event) => seen.push(event));
    log.emit('asset_changed', { summary: 'first' });
    expect(sequences(seen)).toEqual([1, 2]);
  });

  it('come once to a listener that subscribes while one is told', () => {
    const log = new EventLog('p', LATER);
    const late: StudioEvent[] = [];
    let snapshot = -1;
    const stop = log.subscribe(() => {
      stop();
      snapshot = log.sequence;
      log.subscribe((event) => late.push(event));
    });
    log.emit('asset_changed', { summary: '' });
    log.emit('asset_changed', { summary: '' });
    expect(snapshot).toBe(1);
    expect(sequences(late)).toEqual([2]);
  });

  it('end for a listener that throws or leaves, and for nobody else', () => {
    const log = new EventLog('p', LATER);
    const seen: StudioEvent[] = [];
    let calls = 0;
    log.subscribe(() => {
      calls += 1;
      throw new Error('broken window');
    });
    const stop = log.subscribe((event) => seen.push(event));
    log.emit('asset_changed', { summary: '' });
    log.emit('asset_changed', { summary: '' });
    stop();
    log.emit('asset_changed', { summary: '' });
    expect(calls).toBe(1);
    expect(sequences(seen)).toEqual([1, 2]);
  });

  it('name at most a thousand assets', () => {
    const log = new EventLog('p', LATER);
    const seen: StudioEvent[] = [];
    log.subscribe((event) => seen.push(event));
    log.emit('asset_discovered', {
      summary: '',
      affectedAssets: Array.from({ length: 5000 }, (_, id) => id + 1),
    });
    expect(seen[0]?.affected_assets).toHaveLength(1000);
  });
});
