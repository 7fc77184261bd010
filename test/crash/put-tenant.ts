import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL_TENANT } from '../../infra/local/environment.ts';
import { runWell } from '../support/run-command.ts';
import { HOOK_SECRET, SOURCE } from './kept.ts';

/** Settings of the tenant, put as an operator does, before its service starts for the first time. */
export const putTenant = async (dataDir: string): Promise<void> => {
  const folder = join(dataDir, 'settings');
  await mkdir(folder);
  await writeFile(join(folder, 'hook'), HOOK_SECRET);
  const tenant = {
    id: LOCAL_TENANT,
    timeZone: 'America/New_York',
    sources: [{ id: SOURCE, name: 'EHR', hookSecret: `file:${join(folder, 'hook')}` }],
  };
  await writeFile(join(folder, 'tenant.json'), JSON.stringify(tenant));
  await runWell(['admin', 'tenants', 'put', join(folder, 'tenant.json')], { DATA_DIR: dataDir });
};
