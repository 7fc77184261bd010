import { parseArgs } from 'node:util';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { askToken, findTokenEndpoint } from '../local/clients/ask-token.ts';
import { readyMade } from '../local/clients/ready-made.ts';
import { signAs } from '../local/clients/sign-as.ts';
import { LOCAL_TENANT } from '../local/environment.ts';
import { findRunning } from '../local/running.ts';
import { readSettings } from '../local/settings.ts';

const USAGE = `npm -s run token -- [--tenant demo] [--client demo-app] [--scope "system/*.cruds"]
npm -s run token -- --hook order-sign [--feedback]      (or --hook discovery)

Prints an access token of the running service for a ready-made client, or the token of one CDS Hooks call. A call of a hook
needs a new one each time.`;

const { values } = parseArgs({
  options: {
    tenant: { type: 'string', default: LOCAL_TENANT },
    client: { type: 'string' },
    scope: { type: 'string' },
    hook: { type: 'string' },
    feedback: { type: 'boolean', default: false },
    url: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const hookPath = (hook: string): string => {
  if (hook === 'discovery') return '/cds-services';
  return `/cds-services/${hook}-crd${values.feedback ? '/feedback' : ''}`;
};

const print = async (): Promise<string> => {
  if (values.help) return USAGE;
  const { dataDir, port } = readSettings(process.env);
  const url = values.url ?? (await findRunning(dataDir))?.url ?? `http://localhost:${port}`;
  const wanted =
    values.client ?? (values.hook ? readyMade(tenantId(values.tenant))[2]?.client.id : `${values.tenant}-app`);
  const client = readyMade(tenantId(values.tenant)).find((one) => one.client.id === wanted);
  if (!client) throw new Error(`${values.tenant} has no ready-made client ${wanted}.\n\n${USAGE}`);
  if (values.hook === undefined)
    return askToken(client, values.scope ?? client.client.scopes.join(' '), { url, dataDir });
  const base = (await findTokenEndpoint(url)).replace(/\/r4\/auth\/token$/, '');
  return signAs(client, base + hookPath(values.hook), dataDir);
};

try {
  console.log(await print());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
