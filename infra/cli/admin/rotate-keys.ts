import { dynamodbClient } from '../../../shared/adapters/dynamodb/client.ts';
import { type Rotated, rotateKeys } from '../../../shared/adapters/dynamodb/rotate/rotate-keys.ts';
import type { OpenedContainer } from '../../../shared/lambda/open-container.ts';
import { readSettings } from '../../local/settings.ts';
import { beginRotation, finishRotation } from '../../local/storage/hash-secret.ts';
import { inContainer, isDeployed } from '../in-container.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';

interface Options extends JsonOption {
  readonly begin?: boolean;
  readonly finish?: boolean;
}

/** What was done, for `--json`, and in words. */
interface Done extends Partial<Rotated> {
  readonly current: string;
  readonly says: string;
}

const run = ({ config, ports }: OpenedContainer, onlyLook: boolean): Promise<Rotated> => {
  const { AWS_REGION: region, DYNAMODB_ENDPOINT: endpoint, TABLE_NAME: tableName } = config;
  const client = dynamodbClient({ region, ...(endpoint ? { endpoint } : {}) });
  return rotateKeys({ table: { client, tableName }, digest: ports.digest }, onlyLook).finally(() => client.destroy());
};

/** Writes the current key version into every tenant's settings. */
const recordKeyVersion = async ({ ports }: OpenedContainer): Promise<void> => {
  const [keyId] = ports.digest.versions;
  for (const id of await ports.settings.tenants()) {
    const tenant = await ports.settings.tenant(id);
    if (tenant && tenant.keyId !== keyId) await ports.settings.put({ ...tenant, keyId });
  }
};

const move = async (opened: OpenedContainer): Promise<Done> => {
  const [current, ...earlier] = opened.ports.digest.versions;
  if (!earlier.length)
    return { current, says: `There is one version of the hash key, ${current}; nothing has to be moved.` };
  const done = await run(opened, false);
  const { moved, left } = done;
  const moves = `${moved} items moved to version ${current}`;
  if (left) return { current, ...done, says: `${moves}; ${left} were changed meanwhile: run it again.` };
  await recordKeyVersion(opened);
  return { current, ...done, says: `${moves}; none is left by ${earlier.join(', ')}.` };
};

const begin = async (): Promise<Done> => {
  const current = await beginRotation(readSettings(process.env).dataDir);
  return { current, says: `Version ${current} of the hash key is current.` };
};

const finish = async (): Promise<Done> => {
  const { moved, left } = await inContainer((opened) => run(opened, true));
  const still = `${moved + left} items are still by an earlier version`;
  if (moved + left) throw new Refusal(`${still}: npx stresspass admin rotate-keys first.`);
  const current = await finishRotation(readSettings(process.env).dataDir);
  return { current, says: `Only version ${current} of the hash key is kept.` };
};

export const rotate = async (options: Options): Promise<ExitCode> => {
  if (options.begin && options.finish) throw wrongUsage('Give --begin or --finish, not both.');
  if (isDeployed() && (options.begin || options.finish))
    throw wrongUsage('On a deployment the secret is changed in Secrets Manager: docs/security.md.');
  const { says, ...value } = await (options.begin ? begin() : options.finish ? finish() : inContainer(move));
  print(options, value, [says]);
  return 0;
};
