import { useEffect, useState } from 'react';
import type { AssetPreview } from '#schemas/contract/views.ts';
import type { AssetDetails } from '#schemas/report/assets.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { client } from '../studio.ts';
import { useProject } from './project.ts';

/** A fact about an asset: the last one that is known stays in sight while a newer one is fetched. */
export interface AssetFact<T> {
  readonly value: T | undefined;
  readonly loading: boolean;
  /** Why there is none. */
  readonly problem: string | undefined;
}

const NOTHING = { value: undefined, loading: false, problem: undefined } as const;

/** Grows whenever an event says that the asset may have changed. */
function useTouched(assetId: AssetId | undefined): number {
  return useProject((state) =>
    Math.max(
      state.touchedAll,
      assetId === undefined ? (state.log.at(-1)?.sequence ?? 0) : (state.touched.get(assetId) ?? 0),
    ),
  );
}

/** Live preview of an asset from its sources; fetched again when the asset changes. */
export function useAssetPreview(assetId: AssetId | undefined): AssetFact<AssetPreview> {
  const project_id = useProject((state) => state.project?.project_id);
  const touched = useTouched(assetId);
  return useFact(
    project_id === undefined || assetId === undefined ? undefined : `${project_id}/${assetId}`,
    touched,
    () => client().previewAsset({ project_id: project_id ?? '', asset_id: assetId ?? 1 }),
  );
}

/** Details of a registered asset by id, or of an unregistered root. */
export function useAssetDetails(
  which: { readonly assetId: AssetId } | { readonly root: string } | undefined,
): AssetFact<AssetDetails> {
  const project_id = useProject((state) => state.project?.project_id);
  const assetId = which !== undefined && 'assetId' in which ? which.assetId : undefined;
  const root = which !== undefined && 'root' in which ? which.root : undefined;
  const touched = useTouched(assetId);
  return useFact(
    project_id === undefined || which === undefined ? undefined : `${project_id}/${assetId ?? root}`,
    touched,
    () =>
      client().getAssetDetails({
        project_id: project_id ?? '',
        ...(assetId === undefined ? { root: root ?? '.' } : { asset_id: assetId }),
      }),
  );
}

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly message: string } };

/** Fetches when `key` or `revision` changes; an answer that was overtaken is dropped. */
function useFact<T>(
  key: string | undefined,
  revision: number,
  fetch: () => Promise<Answer<T>>,
): AssetFact<T> {
  const [fact, setFact] = useState<AssetFact<T> & { readonly key: string | undefined }>({
    ...NOTHING,
    key: undefined,
  });
  useEffect(() => {
    if (key === undefined) return;
    let overtaken = false;
    setFact((before) =>
      before.key === key ? { ...before, loading: true } : { ...NOTHING, key, loading: true },
    );
    void fetch().then((answer) => {
      if (overtaken) return;
      setFact(
        answer.ok
          ? { key, value: answer.value, loading: false, problem: undefined }
          : { key, value: undefined, loading: false, problem: answer.error.message },
      );
    });
    return () => {
      overtaken = true;
    };
    // `fetch` closes over nothing but what `key` says.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, revision]);
  return fact.key === key ? fact : NOTHING;
}
