import { readTenant } from '../../../shared/handlers/admin/read-tenant.ts';
import { inContainer } from '../in-container.ts';
import { readJsonFile } from '../read-file.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { describeProblems } from './describe-problems.ts';

/** Prints the settings of a tenant, as a file that `putTenant` takes. */
export const showTenant = async (id: string): Promise<ExitCode> => {
  await inContainer(async ({ ports }) => {
    const tenant = await ports.settings.tenant(id);
    if (!tenant) throw new Refusal(`There is no tenant ${id}.`);
    console.log(JSON.stringify(tenant, null, 2));
  });
  return 0;
};

export const putTenant = async (file: string): Promise<ExitCode> => {
  const tenant = readTenant(readJsonFile(file));
  if (!tenant.ok) throw new Refusal(describeProblems(file, tenant.problems));
  await inContainer(({ ports }) => ports.settings.put(tenant.value));
  const { id, sources } = tenant.value;
  console.log(`Tenant ${id} has ${sources.length} sources. A service that runs sees it within a minute.`);
  return 0;
};
