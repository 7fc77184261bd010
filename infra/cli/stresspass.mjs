#!/usr/bin/env node
import { readFileSync } from 'node:fs';

/** `npx stresspass`: says in a sentence what is missing, then hands over to `main.ts`. Plain JavaScript that any Node reads. */
const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

const isOld = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [leastMajor, leastMinor] = needed.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
};

const stop = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
};

const start = async ({ register }) => {
  register();
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
};

if (isOld()) stop(`Stresspass needs Node ${needed} or newer; this is Node ${process.versions.node}.`);
else
  import('tsx/esm/api').then(start, (error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    stop('The packages of Stresspass are not installed here. Run npm ci in its folder first.');
  });
