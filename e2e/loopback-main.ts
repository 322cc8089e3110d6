/**
 * A loopback host as a process of its own, for journeys: `node e2e/loopback-main.ts CONFIG_FOLDER PROJECT…` serves
 * the built window and prints its address. It ends with its parent.
 */
import { delimiter, join } from 'node:path';
import { startLoopbackHost } from '#cli/serve/loopback-host.ts';
import { createStudio } from '#core/services/create-studio.ts';

const ROOT = join(import.meta.dirname, '..');
const [configFolder = '', ...projects] = process.argv.slice(2);
const offered = (process.env['PACK_STUDIO_BROWSE'] ?? '').split(delimiter).filter((folder) => folder !== '');

const host = await startLoopbackHost({
  studioFactory: createStudio,
  environment: {
    appVersion: '0.0.0-journey',
    platform: 'linux',
    configFolder,
    exampleFolder: process.env['PACK_STUDIO_EXAMPLE'],
    browseRoots: [...projects, ...offered],
    servedProjects: projects,
  },
  rendererFolder: join(ROOT, 'out/renderer'),
  port: 0,
  log: (line) => process.stderr.write(`${line}\n`),
  checkResults: true,
});
process.send?.({ url: host.url });
process.on('disconnect', () => {
  void host.close();
});
