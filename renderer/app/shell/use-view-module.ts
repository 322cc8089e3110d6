import { useEffect, useState } from 'react';
import { showError } from '../state/errors.ts';
import type { ViewId } from '../state/view.ts';
import { VIEWS, type ViewModule } from '../views.ts';

const loaded = new Map<ViewId, ViewModule>();

/** The panes of a view; undefined for the moment that loading takes, once. */
export function useViewModule(id: ViewId): ViewModule | undefined {
  const [, setArrived] = useState(0);
  useEffect(() => {
    if (loaded.has(id)) return;
    void VIEWS.find((view) => view.id === id)
      ?.load()
      .then(
        (module) => {
          loaded.set(id, module.default);
          setArrived((count) => count + 1);
        },
        () =>
          showError('Opening the view', {
            code: 'INTERNAL',
            message: 'The files of this view could not be loaded.',
            remedy: 'Reload the window.',
          }),
      );
  }, [id]);
  return loaded.get(id);
}
