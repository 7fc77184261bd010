import { writeFileSync } from 'node:fs';
import { cardPage } from './card-situations.ts';

writeFileSync(new URL('../../docs/cards.md', import.meta.url), await cardPage());
process.exit(0);
