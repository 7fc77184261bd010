import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UnusableFile } from './codes-import/import.ts';
import { importCodes, KINDS } from './codes-import/import-codes.ts';

const USAGE = `npm run codes:import -- <${KINDS.join('|')}> <file …> [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--dry-run]`;

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Takes a public file a deployer downloaded into our dated code tables, and says what that changes. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, to: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  });
  const [kind, ...paths] = positionals;
  if (!kind) throw new UnusableFile([USAGE]);
  const { from, to, 'dry-run': dryRun } = values;
  const says = await importCodes(
    kind,
    paths,
    { codes: folder('rules/codes'), licensed: folder('licensed') },
    { ...(from ? { from } : {}), ...(to ? { to } : {}), today: new Date().toISOString().slice(0, 10), dryRun },
  );
  console.log(says.join('\n'));
};

main().catch((error: unknown) => {
  if (!(error instanceof UnusableFile)) throw error;
  console.error(error.problems.join('\n'));
  process.exitCode = 1;
});
