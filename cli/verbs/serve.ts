import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { ServeReport } from '#schemas/report/hosting.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import { serveStudio, untilStopped } from '../serve-studio.ts';
import type { Verb } from '../verb.ts';

export interface ServeOptions {
  readonly roots: readonly string[];
  readonly port?: number;
}

export const serveVerb: Verb<ServeOptions> = {
  failure: (error): ServeReport => ({ status: 'failed', url: null, port: null, error }),
  async run({ terminal, json }, { roots, port }) {
    const host = await serveStudio(terminal, { roots, port });
    try {
      if (json) {
        const report: ServeReport = { status: 'serving', url: host.url, port: host.port };
        writeJson(terminal.out, report);
      } else {
        const { strong, faint } = styleFor(terminal);
        terminal.out.write(`Pack Studio is at ${strong(host.url)}\n${faint('Ctrl-C ends it.')}\n`);
      }
      await untilStopped(terminal);
    } finally {
      await host.close();
    }
    return EXIT_CODES.ok;
  },
};
