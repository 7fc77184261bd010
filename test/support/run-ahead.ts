import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { aheadBy } from './ahead.ts';

/** `npm run test:ahead -- --days 400 [files]`: the suite as it will be in so many days. */
const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { days: { type: 'string', default: '400' } },
});
const suite = spawn(process.execPath, [VITEST, 'run', ...positionals], {
  stdio: 'inherit',
  env: { ...process.env, ...aheadBy(Number(values.days)) },
});
suite.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
