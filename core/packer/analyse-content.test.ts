import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { nodeHash } from '#core/node/node-hash.ts';
import { StudioError } from '#core/errors.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { MemoryTree } from '#core/testing/memory-tree.ts';
import { MutationScene } from '#core/testing/mutation-scene.ts';
import { ENDLESS_SLICE, LATER } from '#core/testing/project-scene.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { emptyCache } from '#core/workspace/cache-document.ts';
import { analyseContent, type AnalysedAsset, type AnalysisPorts } from './analyse-content.ts';
import { ContentMemory } from './content-memory.ts';
import { inlineEncoder, type Encoder } from './encoder.ts';
import { digestFrozen, readFrozen, streamFrozen } from './frozen-read.ts';
import { PACKER_VERSION } from './packer-version.ts';
import { PayloadStore } from './payload-store.ts';

const MIB = 1024 * 1024;
const nowNs = (): bigint => LATER.nowNs();
const STREAM = { hash: nodeHash, slice: ENDLESS_SLICE, nowNs };

function bank(scene: MutationScene, root: string, color: string): void {
  scene.add({
    root,
    files: { 'a.png': drawImage(8, 8, () => opaque(color)) },
    declaration: {
      type: 'glyph_bank',
      artifacts: [{ file: 'a.png', index: 0 }],
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 8 },
        pipeline: { palettes: 'auto' },
      },
    },
  });
}

async function analyse(
  scene: MutationScene,
  changes: Partial<AnalysisPorts> = {},
): Promise<{ readonly results: readonly AnalysedAsset[]; readonly tally: AnalysisPorts['tally'] }> {
  const { snapshot } = await scene.examine();
  const tally = { filesHashed: 0, bytesHashed: 0 };
  const results = await analyseContent(snapshot.assets, {
    tree: scene.tree,
    ...STREAM,
    encoder: inlineEncoder,
    cache: emptyCache(PACKER_VERSION),
    memory: new ContentMemory(),
    tally,
    purpose: 'doctor',
    previous: undefined,
    store: new PayloadStore(undefined, ''),
    onDone: () => undefined,
    ...changes,
  });
  return { results, tally };
}

/** Encodes two at a time, each when the test says so. */
class HeldEncoder implements Encoder {
  readonly concurrency = 2;
  readonly waiting: { readonly finish: () => void }[] = [];

  async encode(
    ...[format, declaration, inputs, signal]: Parameters<Encoder['encode']>
  ): ReturnType<Encoder['encode']> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ finish: resolve });
      signal?.addEventListener('abort', () => {
        reject(new StudioError('CANCELLED'));
      });
    });
    return await inlineEncoder.encode(format, declaration, inputs);
  }
}

describe('content', () => {
  it('comes in the order of the assets, whatever ends first; one failure hides nothing', async () => {
    const scene = new MutationScene();
    bank(scene, 'a', '#ff0000');
    bank(scene, 'b', '#00ff00');
    bank(scene, 'c', '#0000ff');
    scene.tree.putFile('assets/b/a.png', 'no image');
    const encoder = new HeldEncoder();
    const running = analyse(scene, { encoder });
    while (encoder.waiting.length < 2) await nextTurn();
    encoder.waiting[1]?.finish();
    while (encoder.waiting.length < 3) await nextTurn();
    encoder.waiting[2]?.finish();
    encoder.waiting[0]?.finish();
    const { results } = await running;
    expect(results.map(({ asset, outcome }) => [asset.entry.asset_id, outcome.kind])).toEqual([
      [1, 'encoded'],
      [2, 'failed'],
      [3, 'encoded'],
    ]);
    expect(results[1]?.diagnostics.map(({ code }) => code)).toEqual(['PNG_UNREADABLE']);
  });

  it('is given up at once by a cancel, and nothing comes in afterwards', async () => {
    const scene = new MutationScene();
    for (const root of ['a', 'b', 'c', 'd']) bank(scene, root, '#ff0000');
    const encoder = new HeldEncoder();
    const abort = new AbortController();
    let done = 0;
    const running = analyse(scene, {
      encoder,
      signal: abort.signal,
      onDone: () => {
        done += 1;
      },
    });
    while (encoder.waiting.length < 2) await nextTurn();
    abort.abort();
    expect(await rejectionCodeOf(running)).toBe('CANCELLED');
    for (const { finish } of encoder.waiting) finish();
    await nextTurn();
    expect([done, encoder.waiting.length]).toEqual([0, 2]);
  });

  it('waits for what runs before it gives up for another reason', async () => {
    const scene = new MutationScene();
    bank(scene, 'a', '#ff0000');
    bank(scene, 'b', '#ff0000');
    const encoder = new HeldEncoder();
    let ended = false;
    const slice = {
      due: () => encoder.waiting.length > 0,
      pause: () => Promise.reject(new StudioError('CANCELLED')),
    };
    const running = analyse(scene, { encoder, slice }).finally(() => (ended = true));
    void running.catch(() => undefined);
    while (encoder.waiting.length < 1) await nextTurn();
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect(ended).toBe(false);
    encoder.waiting[0]?.finish();
    expect(await rejectionCodeOf(running)).toBe('CANCELLED');
  });

  it.each([
    ['goes', 'INPUT_MISSING', (tree: MemoryTree) => tree.removeFile('assets/a/a.png')],
    [
      'is a pipe by now',
      'INPUT_NOT_REGULAR',
      (tree: MemoryTree) => {
        tree.removeFile('assets/a/a.png');
        tree.putDevice('assets/a/a.png');
      },
    ],
    ['is denied', 'INPUT_UNREADABLE', (tree: MemoryTree) => tree.setUnreadable('assets/a/a.png')],
    [
      'keeps changing',
      'INPUT_CHANGED_WHILE_PACKING',
      (tree: MemoryTree) => {
        let count = 0;
        tree.onRead(() => {
          count += 1;
          tree.setFacts('assets/a/a.png', { mtimeNs: BigInt(count) });
        });
      },
    ],
  ])('H10 is a finding with its place where a file %s', async (_, code, change) => {
    const scene = new MutationScene();
    bank(scene, 'a', '#ff0000');
    const { snapshot } = await scene.examine();
    change(scene.tree);
    const memory = new ContentMemory();
    const results = await analyseContent(snapshot.assets, {
      tree: scene.tree,
      ...STREAM,
      encoder: inlineEncoder,
      cache: emptyCache(PACKER_VERSION),
      memory,
      tally: { filesHashed: 0, bytesHashed: 0 },
      purpose: 'doctor',
      previous: undefined,
      store: new PayloadStore(undefined, ''),
      onDone: () => undefined,
    });
    expect(results[0]?.diagnostics).toMatchObject([{ code, asset_id: 1, file: 'assets/a/a.png' }]);
    expect(snapshot.assets.map((asset) => memory.examined(asset))).toEqual([undefined]);
  });

  it('H1 of a file beyond its format is refused unread', async () => {
    const scene = new MutationScene();
    bank(scene, 'a', '#ff0000');
    const { snapshot } = await scene.examine();
    const limit = snapshot.assets[0]?.bankFormat?.maxInputBytes ?? 0;
    scene.tree.putFile('assets/a/a.png', new Uint8Array(limit + 1));
    let reads = 0;
    scene.tree.onRead((path) => (reads += path.endsWith('.png') ? 1 : 0));
    const { results } = await analyse(scene);
    expect(results[0]?.diagnostics.map(({ code }) => code)).toEqual(['INPUT_TOO_LARGE']);
    expect(reads).toBe(0);
  });

  it('that did not change is not looked at again, and content that may have is', async () => {
    const scene = new MutationScene();
    bank(scene, 'a', '#ff0000');
    const { snapshot } = await scene.examine();
    const memory = new ContentMemory();
    const again = async (at: () => bigint): Promise<number> => {
      const tally = { filesHashed: 0, bytesHashed: 0 };
      await analyseContent(snapshot.assets, {
        tree: scene.tree,
        ...STREAM,
        nowNs: at,
        encoder: inlineEncoder,
        cache: emptyCache(PACKER_VERSION),
        memory,
        tally,
        purpose: 'doctor',
        previous: undefined,
        store: new PayloadStore(undefined, ''),
        onDone: () => undefined,
      });
      return tally.filesHashed;
    };
    const written = scene.tree.stat('assets/a/a.png')?.mtimeNs ?? 0n;
    expect(await again(() => written + 1n)).toBe(1);
    expect(await again(nowNs)).toBe(1);
    expect(await again(nowNs)).toBe(0);
  });
});

describe('payloads beyond memory', () => {
  it('wait in a file, come back byte for byte, and leave nothing', () => {
    const tree = new MemoryTree().putFolder('build');
    const store = new PayloadStore(tree, 'build/payloads.spill', 50);
    const payloads = [40, 40, 9, 0, 30].map((size, index) => new Uint8Array(size).fill(index + 1));
    const kept = payloads.map((bytes) => store.put(bytes));
    expect(kept.map((stored) => stored?.place.kind)).toEqual([
      'memory',
      'spilled',
      'memory',
      'memory',
      'spilled',
    ]);
    for (const [index, stored] of kept.entries()) {
      let size = 0;
      let wrong = 0;
      if (stored === undefined) throw new Error('not kept');
      store.emit(stored, (piece) => {
        size += piece.length;
        if (piece.some((byte) => byte !== index + 1)) wrong += 1;
      });
      expect([size, wrong]).toEqual([payloads[index]?.length, 0]);
    }
    store.close();
    expect([...tree.files().keys()]).toEqual([]);
  });

  it('that are gone are an error, never fewer bytes', () => {
    const tree = new MemoryTree().putFolder('build');
    const store = new PayloadStore(tree, 'build/payloads.spill', 0);
    const stored = store.put(Uint8Array.of(1, 2, 3));
    tree.putFile('build/payloads.spill', '');
    if (stored === undefined) throw new Error('not kept');
    expect(() => {
      store.emit(stored, () => undefined);
    }).toThrow(expect.objectContaining({ code: 'IO_FAILED' }) as Error);
    expect(new PayloadStore(undefined, '').put(new Uint8Array(1))).toBeUndefined();
  });
});

describe('frozen reads', () => {
  it('H10 read a file that changed once a second time', async () => {
    const tree = new MemoryTree().putFile('f', 'old');
    const changeOnce = (): void => {
      let changed = false;
      tree.onRead(() => {
        if (changed) return;
        changed = true;
        tree.putFile('f', 'new!');
      });
    };
    changeOnce();
    expect(new TextDecoder().decode(readFrozen(tree, 'f', 100, nowNs).bytes)).toBe('new!');
    changeOnce();
    expect((await digestFrozen(tree, 'f', STREAM)).sha256).toBe(
      nodeHash.sha256Hex(new TextEncoder().encode('new!')),
    );
    changeOnce();
    expect(await rejectionCodeOf(streamFrozen(tree, 'f', STREAM, () => undefined))).toBe('FILE_CHANGED');
  });

  it('H10 end where a file grows as fast as it is read', async () => {
    const tree = new MemoryTree().putFile('f', new Uint8Array(5 * MIB));
    let reads = 0;
    tree.onRead(() => {
      reads += 1;
      if (reads < 50) tree.putFile('f', new Uint8Array((5 + reads) * MIB));
    });
    expect(await rejectionCodeOf(streamFrozen(tree, 'f', STREAM, () => undefined))).toBe('FILE_CHANGED');
    expect(reads).toBeLessThan(5);
  });

  it('H1 refuse a file beyond the bound before they read', () => {
    const tree = new MemoryTree().putFile('f', 'long');
    let reads = 0;
    tree.onRead(() => (reads += 1));
    expect(() => readFrozen(tree, 'f', 3, nowNs)).toThrow(
      expect.objectContaining({ code: 'FILE_CHANGED' }) as Error,
    );
    expect(reads).toBe(0);
  });
});
