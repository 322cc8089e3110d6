import { openProjectLock } from '#core/node/project-lock.ts';

/** A program that takes the write lane of a project, says so, and holds it until its standard input ends. */
const [project = '', verb = ''] = process.argv.slice(2);
const held = await openProjectLock(project).acquire({ verb, waitMs: 10_000 });
process.stdout.write('held\n');
process.stdin.resume();
process.stdin.on('end', () => {
  held.release();
});
