import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readSettings } from '../local/settings.ts';
import { withHouse } from '../local/with-house.ts';
import { readMembers } from './members/read-members.ts';

const USAGE = `npm run members -- import <file.csv> [--tenant demo]

Loads members of a payer into the roster of a tenant. The first line names the columns: payer and memberId, and where
known start, end, birthDate (YYYY-MM-DD), planProduct, delegated (true, false), status (active, terminated). A member
that is there already is replaced. With one wrong line nothing is loaded.`;

const importFile = async (file: string, tenant: string): Promise<string> => {
  const text = await readFile(file, 'utf8');
  return withHouse(readSettings(process.env), async ({ ports }) => {
    if (!(await ports.settings.tenant(tenant))) throw new Error(`There is no tenant ${tenant}.`);
    const { members, problems } = readMembers(text, ports.rules.isPayer);
    if (problems.length) throw new Error(`Nothing was loaded from ${file}.\n${problems.join('\n')}`);
    return `${await ports.roster.put(tenant, members)} members of tenant ${tenant} loaded.`;
  });
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: 'string', default: 'demo' } },
});
const [command, file] = positionals;
try {
  if (command !== 'import' || !file) throw new Error(USAGE);
  console.log(await importFile(file, values.tenant));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
