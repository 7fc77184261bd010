import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LOCAL_TENANT } from '../../infra/local/environment.ts';
import { HOOK_SECRET, SOURCE } from './kept.ts';

const TENANTS = fileURLToPath(new URL('../../infra/cli/tenants.ts', import.meta.url));

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
  const env = { ...process.env, DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', TENANTS, 'put', join(folder, 'tenant.json')], {
    env,
  });
};
