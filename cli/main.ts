import packageInfo from '../package.json' with { type: 'json' };

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Nothing else is loaded for it: scripts ask often.
  process.stdout.write(`${packageInfo.version}\n`);
} else {
  const [{ openProcessTerminal }, { runCommandLine }] = await Promise.all([
    import('./process-terminal.ts'),
    import('./run-command-line.ts'),
  ]);
  process.exitCode = await runCommandLine(args, openProcessTerminal());
}
