import { writeFileSync } from 'node:fs';
import { renderCommands } from './render-commands.ts';

/** `npm run docs:commands`: the help of every command becomes `docs/commands.md`. */
writeFileSync(new URL('../../docs/commands.md', import.meta.url), renderCommands());
console.log('docs/commands.md written.');
