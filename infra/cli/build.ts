import { fileURLToPath } from 'node:url';
import { bundleFunctions } from './build/bundle-functions.ts';
import { ROOT } from './build/entry-folders.ts';

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`.padStart(9);

/** `npm run build`: one folder per function under `dist/`, what the stack deploys. */
const bundles = await bundleFunctions(fileURLToPath(new URL('dist', ROOT)));
console.log(`${'function'.padEnd(14)}${'code'.padStart(9)}${'data'.padStart(9)}`);
for (const { name, codeBytes, dataBytes } of bundles)
  console.log(name.padEnd(14) + kilobytes(codeBytes) + kilobytes(dataBytes));
