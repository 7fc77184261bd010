import { tenantId } from '../../../shared/app/keys/tenant-id.ts';
import type { ClientUse } from '../../../shared/app/ports/access/client.ts';
import { readClient, writeClient } from '../../../shared/lambda/auth/read-client.ts';
import { inContainer } from '../in-container.ts';
import { readJsonFile } from '../read-file.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';
import { describeProblems } from './describe-problems.ts';

const SEEN = 'A service that runs sees it within a minute.';

/** Prints the clients of a tenant, each as a file that `putClient` takes. */
export const showClients = async (tenant: string): Promise<ExitCode> => {
  await inContainer(async ({ ports }) => {
    console.log(JSON.stringify((await ports.clients.list(tenantId(tenant))).map(writeClient), null, 2));
  });
  return 0;
};

export const putClient = async (file: string): Promise<ExitCode> => {
  const content = readJsonFile(file);
  await inContainer(async ({ ports }) => {
    const outboundOf = async (id: string) => {
      const tenant = await ports.settings.tenant(id);
      return tenant && (tenant.outbound ?? []);
    };
    const client = await readClient(content, outboundOf);
    if (!client.ok) throw new Refusal(describeProblems(file, client.problems));
    await ports.clients.put(client.value);
    console.log(`Client ${client.value.id} may call for tenant ${client.value.tenant}. ${SEEN}`);
  });
  return 0;
};

const isUse = (word: string): word is ClientUse => word === 'smart' || word === 'cds-hooks';

export const removeClient = async (id: string, { use }: { readonly use: string }): Promise<ExitCode> => {
  if (!isUse(use)) throw wrongUsage(`--use is "${use}"; it can be smart or cds-hooks.`);
  await inContainer(async ({ ports }) => {
    if (!(await ports.clients.find(use, id))) throw new Refusal(`There is no ${use} client ${id}.`);
    await ports.clients.remove(use, id);
    console.log(`Client ${id} is gone; tokens it has end within five minutes. ${SEEN}`);
  });
  return 0;
};
