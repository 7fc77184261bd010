import { fileURLToPath } from 'node:url';
import { buildClient } from './build/build-client.ts';
import { ROOT } from './build/entry-folders.ts';

/** `npm run build:client`: what `npm pack ./client` packs. */
const bytes = await buildClient(fileURLToPath(new URL('client/dist', ROOT)));
console.log(`client/dist: ${(bytes / 1000).toFixed(1)} kB, no dependencies`);
