import { join } from 'node:path';
import { ElectronDouble } from '../electron-double/driver.ts';
import { bundlePreload } from '../electron-double/preload-bundle.ts';
import { loadPreloadInNode } from '../electron-double/preload-in-node.ts';
import { describeContract } from './suite.ts';

const MAIN = join(import.meta.dirname, '../../electron/main/index.ts');

/** The button of the host's dialog that is not the safe one. */
const CONFIRM = 1;

describeContract('Electron double', async (folders) => {
  const double = ElectronDouble.start({
    main: MAIN,
    arguments: [folders.project],
    setup: { appPath: folders.program, appData: folders.config },
  });
  const { windowId } = await double.nextWindow();
  const { bridge } = loadPreloadInNode(await bundlePreload(), double, windowId);
  return {
    port: {
      call: (method, params) => bridge.invoke(method, params),
      open(method, params, onItem, signal) {
        const stream = bridge.open(method, params, onItem);
        signal.addEventListener('abort', () => {
          stream.close();
        });
        return stream.end;
      },
    },
    transport: 'electron',
    hasNativeDialogs: true,
    gesture: {
      kind: 'dialog',
      agreeNext: async () => {
        await double.ask('answerDialog', 'showMessageBox', { response: CONFIRM });
      },
    },
    faults: () => (double.errorText === '' ? [] : [double.errorText]),
    close: () => double.close(),
  };
});
