import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, METHOD_NAMES, type ParamsOf } from '#schemas/contract/contract.ts';
import type { ContractHost, TestFolders } from './contract-host.ts';
import { makeTestFolders } from './contract-host.ts';
import { Recorder } from './recorder.ts';

const NO_PROJECT = { project_id: 'no-such-project' };
const NO_DIGEST = '0'.repeat(64);

/**
 * The one contract suite (architecture "Contract"): what every host must do, whatever its transport. Tests of one
 * host run in order on one copy of the example.
 */
export function describeContract(name: string, open: (folders: TestFolders) => Promise<ContractHost>): void {
  describe(`contract, ${name}`, () => {
    let folders: TestFolders;
    let host: ContractHost;
    let recorder: Recorder;
    let project: { readonly project_id: string };
    const atEnd: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      folders = await makeTestFolders();
      atEnd.unshift(() => folders.remove());
      host = await open(folders);
      atEnd.unshift(() => host.close());
      recorder = new Recorder(host);
    });
    afterAll(async () => {
      for (const end of atEnd) await end();
    });

    /** Waits for a job to end, and gives its last state. */
    async function endOfJob(jobId: string): Promise<string> {
      await expect
        .poll(
          async () =>
            (await recorder.value('listJobs', {})).jobs.find((job) => job.job_id === jobId)?.state ?? 'gone',
          {
            timeout: 30_000,
          },
        )
        .not.toBe('running');
      return (await recorder.value('listJobs', {})).jobs.find((job) => job.job_id === jobId)?.state ?? 'gone';
    }

    describe('form of requests', () => {
      it.each(METHOD_NAMES)('E9 %s refuses malformed params', async (method) => {
        for (const params of [null, [], 'text', 7, { no_such_member: true }]) {
          const reply =
            contract[method].kind === 'call'
              ? await host.port.call(method, params)
              : await host.port.open(method, params, () => undefined, new AbortController().signal);
          expect(reply).toMatchObject({ ok: false, error: { code: 'PARAMS_INVALID' } });
        }
      });

      it.each(['', 'no-such-method', '__proto__', 'constructor'])(
        'E9 H6 there is no method %j',
        async (method) => {
          expect(await host.port.call(method, {})).toMatchObject({
            ok: false,
            error: { code: 'METHOD_UNKNOWN' },
          });
        },
      );
    });

    describe('host', () => {
      it('tells what it is', async () => {
        const info = await recorder.value('getHostInfo', {});
        expect(info).toMatchObject({
          transport: host.transport,
          native_dialogs: host.hasNativeDialogs,
          example_available: true,
        });
        expect(info.served_projects).toHaveLength(1);
      });

      it('keeps settings', async () => {
        await recorder.value('updateSettings', { patch: { theme: 'dark', jobs: 2 } });
        expect(await recorder.value('getSettings', {})).toMatchObject({ theme: 'dark', jobs: 2 });
        await recorder.value('updateSettings', { patch: { jobs: null } });
        expect(await recorder.value('getSettings', {})).toMatchObject({ theme: 'dark', jobs: null });
      });

      it('E7 opens pages and dialogs only where it has them', async () => {
        const native = host.hasNativeDialogs;
        await recorder.valueWhere(native, 'openExternal', { link: 'documentation' });
        await recorder.valueWhere(native, 'chooseFolder', { title: 'Open' });
        await recorder.valueWhere(native, 'choosePackFile', {});
        await recorder.valueWhere(native, 'chooseSourceFiles', {});
      });

      it('lists folders by handles where it has no dialogs', async () => {
        const listing = await recorder.valueWhere(!host.hasNativeDialogs, 'browseFolder', {});
        if (listing === undefined) return;
        expect(await recorder.code('browseFolder', { folder: folders.project })).toBe('HANDLE_UNKNOWN');
        expect(await recorder.code('browseFolder', { folder: 'no-such-handle' })).toBe('HANDLE_UNKNOWN');
        for (const { folder } of listing.folders) await recorder.value('browseFolder', { folder });
      });
    });

    describe('projects', () => {
      it('opens a served project by its handle alone', async () => {
        const [folder = ''] = (await recorder.value('getHostInfo', {})).served_projects;
        project = { project_id: (await recorder.value('openProject', { folder })).project_id };
        expect(await recorder.code('openProject', { folder: folders.project })).toBe('HANDLE_UNKNOWN');
        expect(await recorder.value('getProjectStatus', project)).toMatchObject({
          pack: null,
          freshness: 'none',
        });
        expect(await recorder.code('getProjectStatus', NO_PROJECT)).toBe('PROJECT_NOT_OPEN');
      });

      it('opens the example, remembers it, and forgets it', async () => {
        const example = await recorder.value('openExample', {});
        expect(example.initialised).toBe(true);
        await recorder.value('closeProject', { project_id: example.project_id });
        expect(await recorder.code('closeProject', { project_id: example.project_id })).toBe(
          'PROJECT_NOT_OPEN',
        );
        const { projects } = await recorder.value('listRecentProjects', {});
        expect(projects.length).toBeGreaterThan(0);
        const folder = projects[0]?.folder ?? '';
        await recorder.value('forgetRecentProject', { folder });
        expect((await recorder.value('listRecentProjects', {})).projects).toHaveLength(projects.length - 1);
        expect(await recorder.code('forgetRecentProject', { folder: 'no-such-handle' })).toBe(
          'HANDLE_UNKNOWN',
        );
      });
    });

    describe('assets', () => {
      it('lists and describes them', async () => {
        const { assets } = await recorder.value('listAssets', project);
        const registered = assets.filter(({ asset_id: id }) => id !== null);
        expect(registered.length).toBeGreaterThan(5);
        for (const { asset_id: id } of registered) {
          if (id === null) continue;
          await recorder.value('getAssetDetails', { ...project, asset_id: id });
          await recorder.value('previewAsset', { ...project, asset_id: id });
        }
        const unregistered = assets.find(({ asset_id: id }) => id === null);
        expect(unregistered).toBeDefined();
        await recorder.value('getAssetDetails', { ...project, root: unregistered?.root ?? '' });
        expect(await recorder.code('getAssetDetails', { ...project, asset_id: 999_999 })).toBe(
          'ASSET_NOT_FOUND',
        );
        expect(await recorder.code('previewAsset', { ...project, asset_id: 999_999 })).toBe(
          'ASSET_NOT_FOUND',
        );
        expect(await recorder.code('listAssets', NO_PROJECT)).toBe('PROJECT_NOT_OPEN');
      });

      it('reads the samples of a sound in ranges, and only as they were previewed', async () => {
        const { assets } = await recorder.value('listAssets', project);
        const sound = assets.find(
          ({ bank_type: bank, state }) => bank === 'SOUNDS' && state === 'registered',
        );
        const preview = await recorder.value('previewAsset', { ...project, asset_id: sound?.asset_id ?? 0 });
        if (preview.kind !== 'sound') throw new Error(`the preview is ${preview.kind}`);
        const [sample] = preview.samples;
        const range = {
          ...project,
          asset_id: sound?.asset_id ?? 0,
          index: sample?.index ?? 0,
          offset: 0,
          length: 64,
        };
        const { data_base64: data } = await recorder.value('readPreviewSamples', {
          ...range,
          revision: preview.revision,
        });
        expect(Buffer.from(data, 'base64')).toHaveLength(64);
        expect(await recorder.code('readPreviewSamples', { ...range, revision: NO_DIGEST })).toBe(
          'FILE_CHANGED',
        );
      });

      it('diagnoses, and shows the banks', async () => {
        expect((await recorder.value('diagnose', { ...project, whole: true })).counts.error).toBe(0);
        expect(await recorder.code('diagnose', { ...NO_PROJECT, whole: false })).toBe('PROJECT_NOT_OPEN');
        const { lanes } = await recorder.value('listBanks', project);
        expect(lanes.map(({ bank_type: bank }) => bank)).toContain('GLYPH');
      });
    });

    describe('actions', () => {
      const exclude = (assetId: number): ParamsOf<'previewAction'>['action'] => ({
        kind: 'set_inclusion',
        asset_ids: [assetId],
        included: false,
      });

      it('are previewed, applied once, and undone, with gapless events', async () => {
        const stream = recorder.stream('watchProject', project);
        await expect.poll(() => stream.items.length).toBeGreaterThan(0);
        const preview = await recorder.value('previewAction', { ...project, action: exclude(1) });
        expect(preview.affected_assets).toEqual([1]);
        const applied = await recorder.value('applyAction', {
          ...project,
          plan_id: preview.plan_id,
          consent: true,
        });
        expect(applied.undo_id).not.toBeNull();
        const rowOf = async () =>
          (await recorder.value('listAssets', project)).assets.find(({ asset_id: id }) => id === 1)
            ?.included_in_build;
        expect(await rowOf()).toBe(false);
        expect(
          await recorder.code('applyAction', { ...project, plan_id: preview.plan_id, consent: true }),
        ).toBe('PLAN_EXPIRED');
        await recorder.value('undoAction', { ...project, undo_id: applied.undo_id ?? '' });
        expect(await rowOf()).toBe(true);

        await expect
          .poll(
            () =>
              stream.items.filter((item) => item.kind === 'event' && item.event.kind === 'action_applied')
                .length,
          )
          .toBeGreaterThanOrEqual(1);
        await stream.close();
        const [first, ...rest] = stream.items;
        if (first?.kind !== 'snapshot') throw new Error('the first item is no snapshot');
        expect(rest.map((item) => (item.kind === 'event' ? item.event.sequence : 'snapshot'))).toEqual(
          rest.map((_, index) => first.sequence + 1 + index),
        );
      });

      it('fail by code', async () => {
        expect(await recorder.code('previewAction', { ...NO_PROJECT, action: exclude(1) })).toBe(
          'PROJECT_NOT_OPEN',
        );
        expect(await recorder.code('previewAction', { ...project, action: exclude(999_999) })).toBe(
          'ASSET_NOT_FOUND',
        );
        expect(
          await recorder.code('applyAction', { ...project, plan_id: 'no-such-plan', consent: false }),
        ).toBe('PLAN_EXPIRED');
        expect(await recorder.code('undoAction', { ...project, undo_id: 'no-such-operation' })).toBe(
          'PLAN_EXPIRED',
        );
      });

      it('E13 purge only what a person confirmed at the host', async () => {
        const { assets } = await recorder.value('listAssets', project);
        const root = assets.find(({ asset_id: id }) => id === null)?.root ?? '';
        const set = await recorder.value('previewAction', {
          ...project,
          action: { kind: 'quarantine', roots: [root] },
        });
        await recorder.value('applyAction', { ...project, plan_id: set.plan_id, consent: true });
        const quarantined = async () =>
          (await recorder.value('listAssets', project)).quarantine.map(({ quarantine_id: id }) => id);
        const ids = await quarantined();
        expect(ids).toHaveLength(1);
        const { plan_id: planId, plan_sha256: sha256 } = await recorder.value('previewAction', {
          ...project,
          action: { kind: 'purge', quarantine_ids: ids },
        });
        const plan = { ...project, plan_id: planId };
        expect(await recorder.code('applyAction', { ...plan, consent: true })).toBe('ACTION_BLOCKED');
        expect(await recorder.code('purgeQuarantine', { ...plan, sha256: NO_DIGEST })).toBe('PLAN_EXPIRED');
        expect(await recorder.code('purgeQuarantine', { ...NO_PROJECT, plan_id: planId, sha256 })).toBe(
          'PROJECT_NOT_OPEN',
        );
        for (const wrong of ['', sha256.toUpperCase(), `${sha256}0`, 7]) {
          expect(await host.port.call('purgeQuarantine', { ...plan, sha256: wrong })).toMatchObject({
            ok: false,
            error: { code: 'PARAMS_INVALID' },
          });
        }
        if (host.gesture.kind !== 'given') {
          // A window that speaks for nobody: a dialog that is dismissed, a code that was never printed.
          const reply = await host.port.call('purgeQuarantine', { ...plan, sha256 });
          const code = host.gesture.kind === 'dialog' ? 'GESTURE_DECLINED' : 'GESTURE_REQUIRED';
          expect(reply).toMatchObject({ ok: false, error: { code } });
        }
        expect(await quarantined()).toEqual(ids);
        expect((await recorder.value('purgeQuarantine', { ...plan, sha256 })).undo_id).toBeNull();
        expect(await quarantined()).toEqual([]);
      });

      it('take uploaded files, in ranges, as suggestions', async () => {
        const bytes = Buffer.from('a small raw file');
        const { upload_id: uploadId } = await recorder.value('beginUpload', {
          files: [{ name: 'note.bin', size_bytes: bytes.length }],
        });
        const range = { upload_id: uploadId, file: 0 };
        await recorder.value('uploadRange', {
          ...range,
          offset: 0,
          data_base64: bytes.subarray(0, 6).toString('base64'),
        });
        expect(await recorder.code('uploadRange', { ...range, offset: 100, data_base64: 'AA==' })).toBe(
          'UPLOAD_INVALID',
        );
        await recorder.value('uploadRange', {
          ...range,
          offset: 6,
          data_base64: bytes.subarray(6).toString('base64'),
        });
        const { files } = await recorder.value('finishUpload', { upload_id: uploadId });
        expect(files).toMatchObject([{ name: 'note.bin', size_bytes: bytes.length }]);
        const handles = files.map(({ handle }) => handle);
        const { suggestions } = await recorder.value('suggestAssets', { ...project, files: handles });
        expect(suggestions.length).toBeGreaterThan(0);
        expect(await recorder.code('suggestAssets', { ...project, files: ['no-such-handle'] })).toBe(
          'HANDLE_UNKNOWN',
        );
        expect(await recorder.code('finishUpload', { upload_id: 'no-such-upload' })).toBe('HANDLE_UNKNOWN');
      });
    });

    describe('packing', () => {
      it('cancels a job', async () => {
        const { job_id: jobId } = await recorder.value('startPack', { ...project, verify_rebuild: false });
        await recorder.value('cancelJob', { job_id: jobId });
        expect(await endOfJob(jobId)).toBe('cancelled');
        expect(await recorder.value('getProjectStatus', project)).toMatchObject({ pack: null });
        expect(await recorder.code('cancelJob', { job_id: 'no-such-job' })).toBe('JOB_NOT_FOUND');
      });

      it('validates, packs as a job, and tells its progress', async () => {
        expect((await recorder.value('validatePack', project)).gate.length).toBeGreaterThan(0);
        const stream = recorder.stream('watchJobs', {});
        const { job_id: jobId } = await recorder.value('startPack', { ...project, verify_rebuild: false });
        expect(await endOfJob(jobId)).toBe('done');
        await expect
          .poll(() => stream.items.some((job) => job.job_id === jobId && job.state === 'done'))
          .toBe(true);
        await stream.close();
        const status = await recorder.value('getProjectStatus', project);
        expect(status.last_report?.error).toBeUndefined();
        expect(status).toMatchObject({ freshness: 'fresh', last_report: { status: 'packed' } });
        expect(await recorder.code('startPack', { ...NO_PROJECT, verify_rebuild: false })).toBe(
          'PROJECT_NOT_OPEN',
        );
      });

      it('packs on change only while it is told to, and rescans', async () => {
        expect(await recorder.value('setPackOnChange', { ...project, enabled: true })).toMatchObject({
          pack_on_change: true,
        });
        expect(await recorder.value('setPackOnChange', { ...project, enabled: false })).toMatchObject({
          pack_on_change: false,
        });
        expect((await recorder.value('rescan', project)).pack).not.toBeNull();
        expect(await recorder.code('rescan', NO_PROJECT)).toBe('PROJECT_NOT_OPEN');
      });
    });

    describe('packs', () => {
      it('are opened by handle, inspected, read in ranges, verified and closed', async () => {
        const { pack_handle: handle, size_bytes: size } = await recorder.value('openPack', project);
        const pack = { pack_handle: handle };
        const inspected = await recorder.value('inspectPack', pack);
        expect(inspected.report.file_size).toBe(size);
        const { entries, total } = await recorder.value('listPackEntries', { ...pack, start: 0, count: 2 });
        expect([entries.length, total]).toEqual([2, inspected.entry_count]);
        expect((await recorder.value('listPackPreload', pack)).preload).toHaveLength(inspected.preload_count);
        const { data_base64: data } = await recorder.value('readPackRange', {
          ...pack,
          offset: 0,
          length: 4,
        });
        // The magic of the prelude, asset-pack 1.
        expect(Buffer.from(data, 'base64').toString('latin1')).toBe('ASPA');
        const unanchored = await recorder.value('verifyPack', { ...pack, expected_sha256: null });
        expect(unanchored.verdict).toEqual({ complete: 'yes', valid: 'yes', authentic: 'no-anchor' });
        const wrong = await recorder.value('verifyPack', { ...pack, expected_sha256: NO_DIGEST });
        expect(wrong.verdict.authentic).toBe('no');
        await recorder.value('closePack', pack);
        for (const method of ['inspectPack', 'listPackPreload', 'closePack'] as const) {
          expect(await recorder.code(method, pack)).toBe('HANDLE_UNKNOWN');
        }
        expect(await recorder.code('listPackEntries', { ...pack, start: 0, count: 1 })).toBe(
          'HANDLE_UNKNOWN',
        );
        expect(await recorder.code('readPackRange', { ...pack, offset: 0, length: 1 })).toBe(
          'HANDLE_UNKNOWN',
        );
        expect(await recorder.code('verifyPack', { ...pack, expected_sha256: null })).toBe('HANDLE_UNKNOWN');
        expect(await recorder.code('openPack', { file: 'no-such-handle' })).toBe('HANDLE_UNKNOWN');
      });
    });

    it('covers every method of the contract', () => {
      expect(METHOD_NAMES.filter((method) => !recorder.answered.has(method))).toEqual([]);
    });

    it('found no breach of the contract in the host', () => {
      expect(host.faults()).toEqual([]);
    });
  });
}
