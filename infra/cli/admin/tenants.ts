import type { Tenant } from '../../../shared/app/ports/ports.ts';
import { hasOrders } from '../../../shared/app/search/has-orders.ts';
import { readTenant } from '../../../shared/handlers/admin/read-tenant.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { inContainer } from '../in-container.ts';
import { readJsonFile } from '../read-file.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { checkCertificates } from './check-certificates.ts';
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

/** Sources on file that the new settings leave out although orders of theirs are on record. */
const sourcesToKeep = async (
  { id, sources }: Tenant,
  dropped: readonly string[],
  { ports }: Pick<Container, 'ports'>,
): Promise<Tenant['sources']> => {
  const named = new Set([...sources.map((source) => source.id), ...dropped]);
  const left = ((await ports.settings.tenant(id))?.sources ?? []).filter((source) => !named.has(source.id));
  const kept = await Promise.all(left.map(async (one) => ((await hasOrders(id, one.id, ports)) ? [one] : [])));
  return kept.flat();
};

/** Replaces the settings of a tenant; a source that has orders stays unless it is dropped by name. */
export const putTenant = async (
  file: string,
  { drop = [] }: { readonly drop?: readonly string[] } = {},
): Promise<ExitCode> => {
  const read = readTenant(readJsonFile(file));
  if (!read.ok) throw new Refusal(describeProblems(file, read.problems));
  await inContainer(async (container) => {
    const kept = await sourcesToKeep(read.value, drop, container);
    const whole = readTenant({ ...read.value, sources: [...read.value.sources, ...kept] });
    if (!whole.ok) throw new Refusal(describeProblems(file, whole.problems));
    const { problems, unread } = await checkCertificates(whole.value, container.ports);
    if (problems.length) throw new Refusal(describeProblems(file, problems));
    await container.ports.settings.put(whole.value);
    for (const one of unread) console.log(`${one}: its secret cannot be read from here, and was not checked.`);
    for (const { id } of kept)
      console.log(`Source ${id} is not in ${file}, but has orders, and was kept. To drop it, add --drop ${id}.`);
    const { id, sources } = whole.value;
    console.log(`Tenant ${id} has ${sources.length} sources. A service that runs sees it within a minute.`);
  });
  return 0;
};
