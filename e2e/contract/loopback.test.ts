import { join } from 'node:path';
import { createStudio } from '#core/services/create-studio.ts';
import { startLoopbackHost } from '#cli/serve/loopback-host.ts';
import { exampleOf } from './contract-host.ts';
import { connectLoopback } from './loopback-port.ts';
import { describeContract } from './suite.ts';

describeContract('loopback', async (folders) => {
  const faults: string[] = [];
  const printed: string[] = [];
  const host = await startLoopbackHost({
    studioFactory: createStudio,
    environment: {
      appVersion: '0.0.0-test',
      platform: 'linux',
      configFolder: folders.config,
      exampleFolder: exampleOf(folders),
      browseRoots: [folders.project],
      servedProjects: [folders.project],
    },
    rendererFolder: join(folders.program, 'out/renderer'),
    port: 0,
    log: () => undefined,
    printCode: (line) => printed.push(line),
    checkResults: true,
    onFault: ({ method, kind, detail }) => faults.push(`${method} (${kind}): ${detail}`),
  });
  const { port, close } = await connectLoopback(host.url);
  return {
    port,
    transport: 'loopback',
    hasNativeDialogs: false,
    gesture: { kind: 'code', printed: () => /the code (\w+) there/u.exec(printed.at(-1) ?? '')?.[1] },
    faults: () => faults,
    close: async () => {
      await close();
      await host.close();
    },
  };
});
