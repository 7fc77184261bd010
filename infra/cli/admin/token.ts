import { tenantId } from '../../../shared/app/keys/tenant-id.ts';
import { askToken, findTokenEndpoint } from '../../local/clients/ask-token.ts';
import { readyMade } from '../../local/clients/ready-made.ts';
import { signAs } from '../../local/clients/sign-as.ts';
import { readSettings } from '../../local/settings.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { findService } from '../service/find-service.ts';

interface Options {
  readonly tenant: string;
  readonly client?: string;
  readonly scope?: string;
  readonly hook?: string;
  readonly feedback?: boolean;
  readonly url?: string;
}

const hookPath = (hook: string, feedback: boolean | undefined): string =>
  hook === 'discovery' ? '/cds-services' : `/cds-services/${hook}-crd${feedback ? '/feedback' : ''}`;

const tokenFor = async ({ tenant, client: wanted, scope, hook, feedback, url: given }: Options): Promise<string> => {
  const { dataDir } = readSettings(process.env);
  const url = await findService(given);
  const ready = readyMade(tenantId(tenant));
  const id = wanted ?? (hook ? ready.find(({ client }) => client.use === 'cds-hooks')?.client.id : `${tenant}-app`);
  const client = ready.find((one) => one.client.id === id);
  if (!client) throw new Refusal(`${tenant} has no ready-made client ${id}.`);
  if (hook === undefined) return askToken(client, scope ?? client.client.scopes.join(' '), { url, dataDir });
  const base = (await findTokenEndpoint(url)).replace(/\/r4\/auth\/token$/, '');
  return signAs(client, base + hookPath(hook, feedback), dataDir);
};

export const printToken = async (options: Options): Promise<ExitCode> => {
  console.log(await tokenFor(options));
  return 0;
};
