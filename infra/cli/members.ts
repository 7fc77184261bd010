import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readRoster } from '../../shared/handlers/admin/read-roster.ts';
import type { Container } from '../../shared/handlers/container.ts';
import { inContainer } from './in-container.ts';
import { type Roster, readCsvMembers } from './members/read-csv-members.ts';

const USAGE = `npm run members -- import <file> [--tenant demo]

Loads members of payers into the roster of a tenant, from a FHIR Bundle of Patient and Coverage or from a
comma-separated file. The first line of that one names the columns: payer and memberId, and where known start, end,
birthDate (YYYY-MM-DD), planProduct, delegated (true, false), status (active, terminated). A member that is there
already is replaced. Works on the local data, or where TABLE_NAME is set on the deployment that the environment names. If anything is wrong, nothing is loaded.`;

const readFrom = (text: string, timeZone: string, container: Container): Roster => {
  if (!text.trimStart().startsWith('{')) return readCsvMembers(text, container.ports.rules.isPayer);
  const read = readRoster(text, timeZone, container);
  if (read.ok) return { members: read.value, problems: [] };
  return { members: [], problems: read.problems.map(({ says, expression = 'Bundle' }) => `${expression}: ${says}`) };
};

const importFile = async (file: string, tenantId: string): Promise<string> => {
  const text = await readFile(file, 'utf8');
  return inContainer(async (container) => {
    const { settings, roster } = container.ports;
    const tenant = await settings.tenant(tenantId);
    if (!tenant)
      throw new Error(`There is no tenant ${tenantId}. Start the service once: that registers demo and sandbox.`);
    const { members, problems } = readFrom(text, tenant.timeZone, container);
    if (problems.length) throw new Error(`Nothing was loaded from ${file}.\n${problems.join('\n')}`);
    return `${await roster.put(tenant.id, members)} members of tenant ${tenantId} loaded.`;
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
