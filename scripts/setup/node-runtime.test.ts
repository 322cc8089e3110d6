import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const RUN_TO_END = `
  const [, module, program] = process.argv;
  const { runToEnd } = await import(module);
  await runToEnd(process.execPath, ['-e', program]);
`;

function stand(program: string): readonly string[] {
  return ['--input-type=module', '-e', RUN_TO_END, join(import.meta.dirname, 'node-runtime.mjs'), program];
}

describe('runToEnd', () => {
  it('ends with the exit code of the program', () => {
    expect(spawnSync(process.execPath, stand('process.exit(4)')).status).toBe(4);
  });

  it('dies of the signal that the program died of', () => {
    const { signal } = spawnSync(process.execPath, stand("process.kill(process.pid, 'SIGTERM')"));
    expect(signal).toBe('SIGTERM');
  });

  it('passes a signal on and lets the program end in its own way', async () => {
    const program =
      "process.on('SIGTERM', () => process.exit(4)); console.log('ready'); setInterval(() => {}, 1e6);";
    const child = spawn(process.execPath, stand(program), { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => child.kill('SIGTERM'));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(4);
  });

  it('passes standard input and output through', () => {
    const { stdout } = spawnSync(process.execPath, stand('process.stdin.pipe(process.stdout)'), {
      input: 'bytes',
    });
    expect(stdout.toString()).toBe('bytes');
  });
});

describe('bin/pack-studio.mjs --version', () => {
  it('prints the version of package.json and nothing else', () => {
    const facts: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const { stdout, stderr, status } = spawnSync(process.execPath, [
      join(ROOT, 'bin/pack-studio.mjs'),
      '--version',
    ]);
    expect(facts).toMatchObject({ version: stdout.toString().trim() });
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
  });
});
