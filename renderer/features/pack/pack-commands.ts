import type { Command } from '../../app/commands/registry.ts';
import { showView } from '../../app/state/view.ts';
import { projectPackUnavailable } from '../inspector/inspector-commands.ts';
import { openProjectPack } from '../inspector/inspector-store.ts';

/** What can be done in the Pack view besides what is at hand everywhere. */
export const PACK_COMMANDS: readonly Command[] = [
  {
    id: 'pack.inspect',
    title: 'Inspect the pack of this project',
    group: 'Pack',
    unavailable: projectPackUnavailable,
    run: () => {
      showView('inspector');
      void openProjectPack();
    },
  },
];
