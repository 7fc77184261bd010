import { fileURLToPath } from 'node:url';
import { bundleFunctions } from './build/bundle-functions.ts';
import { ROOT } from './build/entry-folders.ts';
import { writePage } from './build/write-page.ts';

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`.padStart(10);

/** `npm run build`: one folder per function under `dist/`, what the stack deploys. */
const bundles = await bundleFunctions(fileURLToPath(new URL('dist', ROOT)));
console.log('function'.padEnd(14) + ['at start', 'later', 'data'].map((title) => title.padStart(10)).join(''));
for (const { name, codeBytes, laterBytes, dataBytes } of bundles)
  console.log(name.padEnd(14) + [codeBytes, laterBytes, dataBytes].map(kilobytes).join(''));

const page = await writePage(fileURLToPath(new URL('dist/web', ROOT)));
console.log(`page           ${kilobytes(page.firstBytes)} at first, compressed`);
