import { main } from '../../infra/cli/main.ts';

/** What `stresspass.mjs` does once it has found everything. */
await main(process.argv.slice(2));
