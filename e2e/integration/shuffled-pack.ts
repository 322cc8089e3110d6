import { packProject } from '#core/services/pack-service.ts';
import { ProjectSession } from '#core/services/project-session.ts';
import { openProjectFolder } from '#core/services/open-folder.ts';
import { TEST_PORTS } from '#core/testing/disk-project.ts';
import { numbers } from './rich-project.ts';

/**
 * A program that packs a project as the command line does, except that every listing of a folder comes in another
 * order: a file system that hides creation order would never show a packer that relies on it (reliability D1).
 */
const [path = '', seed = '1'] = process.argv.slice(2);
const folder = openProjectFolder(path);
const next = numbers(Number(seed));
let shuffled = 0;
const tree = new Proxy(folder.tree, {
  get(target, property) {
    if (property === 'list') {
      return (listed: string) => {
        const entries = target.list(listed);
        if (entries.length > 1) shuffled += 1;
        return entries
          .map((entry) => ({ entry, rank: next() }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ entry }) => entry);
      };
    }
    const member: unknown = Reflect.get(target, property, target);
    return typeof member === 'function'
      ? (...args: unknown[]): unknown => Reflect.apply(member, target, args)
      : member;
  },
});
const report = await packProject(new ProjectSession({ ...folder, tree }, TEST_PORTS));
process.stdout.write(`${JSON.stringify({ status: report.status, shuffled })}\n`);
