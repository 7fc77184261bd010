import { parseArgs } from 'node:util';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { type Rotated, rotateKeys } from '../../shared/adapters/dynamodb/rotate/rotate-keys.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { beginRotation, finishRotation } from '../local/hash-secret.ts';
import { readSettings } from '../local/settings.ts';
import { inContainer, isDeployed } from './in-container.ts';

const USAGE = `npm run keys:rotate -- [--begin | --finish]

Moves everything whose key holds the hash of a person to the current version of the hash key. May be stopped and run
again, and the service may run meanwhile.

  --begin    adds a new version to the local data and makes it current; the service must be stopped
  --finish   forgets the earlier versions, if nothing is left by them; the service must be stopped

Works on the local data, or where TABLE_NAME is set on the deployment that the environment names (TABLE_NAME, HASH_SECRET,
QUEUE_URL as the functions have them). There the secret itself is changed in Secrets Manager: docs/security.md.`;

const settings = readSettings(process.env);

const run = ({ config, ports }: OpenedContainer, onlyLook: boolean): Promise<Rotated> => {
  const { AWS_REGION: region, DYNAMODB_ENDPOINT: endpoint, TABLE_NAME: tableName } = config;
  const client = dynamodbClient({ region, ...(endpoint ? { endpoint } : {}) });
  return rotateKeys({ table: { client, tableName }, digest: ports.digest }, onlyLook).finally(() => client.destroy());
};

/** The tenants' settings say which version their keys are by. */
const tellTenants = async ({ ports }: OpenedContainer): Promise<void> => {
  const [keyId] = ports.digest.versions;
  for (const id of await ports.settings.tenants()) {
    const tenant = await ports.settings.tenant(id);
    if (tenant && tenant.keyId !== keyId) await ports.settings.put({ ...tenant, keyId });
  }
};

const move = async (opened: OpenedContainer): Promise<string> => {
  const [current, ...earlier] = opened.ports.digest.versions;
  if (!earlier.length) return `There is one version of the hash key, ${current}; nothing has to be moved.`;
  const { moved, left } = await run(opened, false);
  if (left) return `${moved} items moved to version ${current}; ${left} were changed meanwhile: run it again.`;
  await tellTenants(opened);
  return `${moved} items moved to version ${current}; none is left by ${earlier.join(', ')}.`;
};

const finish = async (): Promise<string> => {
  const { moved, left } = await inContainer((opened) => run(opened, true));
  if (moved + left)
    throw new Error(`${moved + left} items are still by an earlier version: npm run keys:rotate first.`);
  return `Only version ${await finishRotation(settings.dataDir)} of the hash key is kept.`;
};

try {
  const { values } = parseArgs({ options: { begin: { type: 'boolean' }, finish: { type: 'boolean' } } });
  if (isDeployed() && (values.begin || values.finish)) throw new Error(USAGE);
  if (values.begin) console.log(`Version ${await beginRotation(settings.dataDir)} of the hash key is current.`);
  else console.log(values.finish ? await finish() : await inContainer(move));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
