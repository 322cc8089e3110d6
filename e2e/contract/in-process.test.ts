import { createDispatcher } from '#core/services/contract/dispatcher.ts';
import { createStudio } from '#core/services/create-studio.ts';
import { exampleOf } from './contract-host.ts';
import { describeContract } from './suite.ts';

describeContract('in process', (folders) => {
  const faults: string[] = [];
  const studio = createStudio({
    appVersion: '0.0.0-test',
    transport: 'in-process',
    platform: 'linux',
    configFolder: folders.config,
    exampleFolder: exampleOf(folders),
    browseRoots: [folders.project],
    servedProjects: [folders.project],
    gestures: { kind: 'none', reason: 'a test' },
    dialogs: undefined,
    openExternal: undefined,
  });
  const dispatcher = createDispatcher(studio.handlers, {
    checkResults: true,
    confirmGesture: () => Promise.resolve(),
    onFault: ({ method, kind, detail }) => faults.push(`${method} (${kind}): ${detail}`),
  });
  return Promise.resolve({
    port: dispatcher,
    transport: 'in-process',
    hasNativeDialogs: false,
    gesture: { kind: 'given' },
    faults: () => faults,
    close: () => studio.close(),
  });
});
