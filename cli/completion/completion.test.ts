import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { run } from '../testing/captured-run.ts';

const scratch = useScratchFolders();

/** What bash offers for a line whose last word is being typed. */
function offers(script: string, ...words: readonly string[]): readonly string[] {
  const list = words.map((word) => `'${word}'`).join(' ');
  const program = `source '${script}'; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _pack_studio; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}

describe('completion', () => {
  it('of bash knows commands, options and closed lists of values', async () => {
    const script = join(scratch(), 'completion.bash');
    fs.writeFileSync(script, (await run(['completion', 'bash'])).out);
    expect(offers(script, 'pack-studio', 'ver')).toEqual(['verify-pack']);
    expect(offers(script, 'pack-studio', 'assets', 're')).toEqual(['register', 'restore', 'relocate']);
    expect(offers(script, 'pack-studio', 'assets', 'create', '--type', 's')).toEqual([
      'sound_bank',
      'scene_bank',
    ]);
    expect(offers(script, 'pack-studio', 'pack', '--w')).toEqual(['--watch']);
    expect(offers(script, 'pack-studio', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it.each(['zsh', 'fish'])('of %s names every command and option', async (shell) => {
    const { out, exitCode } = await run(['completion', shell]);
    for (const word of ['verify-pack', 'quarantine', 'expect-sha256', 'glyph_bank', 'verify-rebuild'])
      expect(out).toContain(word);
    expect(out).not.toContain('rebuild-digests');
    expect(exitCode).toBe(0);
  });

  it('takes the shell of the person, and asks where it is another', async () => {
    expect((await run(['completion'], { env: { SHELL: '/usr/bin/fish' } })).out).toContain(
      'complete -c pack-studio',
    );
    expect((await run(['completion'], { env: { SHELL: '/bin/tcsh' } })).exitCode).toBe(2);
  });
});
