import { tenantRules } from '../../../shared/app/assess/tenant-rules.ts';
import { readRoster } from '../../../shared/handlers/admin/read-roster.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { decodeText } from '../../../shared/handlers/csv/decode-text.ts';
import { inContainer } from '../in-container.ts';
import { readBytes } from '../read-file.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { type Roster, readCsvMembers } from './read-csv-members.ts';

const readFrom = (text: string, timeZone: string, container: Container): Roster => {
  if (!text.trimStart().startsWith('{')) return readCsvMembers(text, container.ports.rules.isPayer);
  const read = readRoster(text, timeZone, container);
  if (read.ok) return { members: read.value, problems: [] };
  return { members: [], problems: read.problems.map(({ says, expression = 'Bundle' }) => `${expression}: ${says}`) };
};

export const importMembers = async (file: string, options: { readonly tenant: string }): Promise<ExitCode> => {
  const text = decodeText(readBytes(file));
  await inContainer(async (container) => {
    const { settings, roster } = container.ports;
    const tenant = await settings.tenant(options.tenant);
    if (!tenant)
      throw new Refusal(
        `There is no tenant ${options.tenant}. Start the service once: that registers demo and sandbox.`,
      );
    const { members, problems } = readFrom(text, tenant.timeZone, {
      ...container,
      ports: { ...container.ports, rules: tenantRules(tenant, container.ports.clock.now(), container.ports) },
    });
    if (problems.length) throw new Refusal(`Nothing was loaded from ${file}.\n${problems.join('\n')}`);
    console.log(`${await roster.put(tenant.id, members)} members of tenant ${tenant.id} loaded.`);
  });
  return 0;
};
