import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { ClientUse } from '../../shared/app/ports/client.ts';
import type { Container } from '../../shared/handlers/container.ts';
import { readClient, writeClient } from '../../shared/lambda/auth/read-client.ts';
import { inContainer } from './in-container.ts';

const USAGE = `npm run clients -- show <tenant>
npm run clients -- put <file>
npm run clients -- remove <id> [--use cds-hooks]

Shows, registers or removes who may call: clients of the token endpoint (smart) and EHRs that sign their hooks (cds-hooks).
The file is one of what show prints; docs/security.md explains it. Works on the local data, or
where TABLE_NAME is set on the deployment that the environment names. If anything is wrong, nothing is changed.`;

const SEEN = 'A service that runs sees it within a minute.';

const show = async (tenant: string, { ports }: Container): Promise<string> =>
  JSON.stringify((await ports.clients.list(tenantId(tenant))).map(writeClient), null, 2);

const put = async (file: string, { ports }: Container): Promise<string> => {
  const outboundOf = async (id: string) => {
    const tenant = await ports.settings.tenant(id);
    return tenant && (tenant.outbound ?? []);
  };
  const client = await readClient(JSON.parse(await readFile(file, 'utf8')), outboundOf);
  if (!client.ok) {
    const problems = client.problems.map(({ says, expression = '' }) => `${expression}: ${says}`);
    throw new Error([`${file} changes nothing.`, ...problems].join('\n'));
  }
  await ports.clients.put(client.value);
  return `Client ${client.value.id} may call for tenant ${client.value.tenant}. ${SEEN}`;
};

const remove = async (id: string, use: ClientUse, { ports }: Container): Promise<string> => {
  if (!(await ports.clients.find(use, id))) throw new Error(`There is no ${use} client ${id}.`);
  await ports.clients.remove(use, id);
  return `Client ${id} is gone; tokens it has end within five minutes. ${SEEN}`;
};

const COMMANDS: Readonly<Record<string, (what: string, use: ClientUse, container: Container) => Promise<string>>> = {
  show: (what, _use, container) => show(what, container),
  put: (what, _use, container) => put(what, container),
  remove,
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { use: { type: 'string' } } });
const [name = '', what] = positionals;
try {
  const command = COMMANDS[name];
  if (!command || !what) throw new Error(USAGE);
  const use = values.use === 'cds-hooks' ? 'cds-hooks' : 'smart';
  console.log(await inContainer((container) => command(what, use, container)));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
