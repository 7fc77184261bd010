import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';
import { inContainer } from './in-container.ts';

const USAGE = `npm run tenants -- show <id>
npm run tenants -- put <file>

Shows or replaces the settings of a tenant: its EHRs, how their servers are reached, where calls may go. The file is what
show prints; docs/integrate-ehr.md explains it. Works on the local data, or where TABLE_NAME is set on the
deployment that the environment names. If anything is wrong, nothing is changed.`;

const show = (id: string): Promise<string> =>
  inContainer(async ({ ports }) => {
    const tenant = await ports.settings.tenant(id);
    if (!tenant) throw new Error(`There is no tenant ${id}.`);
    return JSON.stringify(tenant, null, 2);
  });

const put = async (file: string): Promise<string> => {
  const tenant = readTenant(JSON.parse(await readFile(file, 'utf8')));
  if (!tenant.ok)
    throw new Error(
      [
        `${file} changes nothing.`,
        ...tenant.problems.map(({ says, expression = '' }) => `${expression}: ${says}`),
      ].join('\n'),
    );
  await inContainer(({ ports }) => ports.settings.put(tenant.value));
  return `Tenant ${tenant.value.id} has ${tenant.value.sources.length} sources. A service that runs sees it within a minute.`;
};

const { positionals } = parseArgs({ allowPositionals: true });
const [command, what] = positionals;
try {
  if (!what || (command !== 'show' && command !== 'put')) throw new Error(USAGE);
  console.log(await (command === 'show' ? show(what) : put(what)));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
