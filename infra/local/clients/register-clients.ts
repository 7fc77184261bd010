import type { Client, Clients } from '../../../shared/app/ports/access/client.ts';
import { type PrivateKey, privateKeyAt } from './private-key.ts';
import { readyMade } from './ready-made.ts';

const holds = (client: Client | undefined, { kid }: PrivateKey): boolean =>
  typeof client?.keys === 'object' && client.keys.some((key) => key.kid === kid);

/** Registers a tenant's ready-made clients, each with the key in its file. `at` is undefined where nothing is kept. */
export const registerClients = async (
  tenant: Client['tenant'],
  clients: Clients,
  at: (name: string) => string | undefined,
): Promise<void> => {
  for (const { client, keyFile } of readyMade(tenant)) {
    const file = at(keyFile);
    if (file === undefined) return;
    const key = await privateKeyAt(file);
    if (holds(await clients.find(client.use, client.id), key)) continue;
    const { kty, kid, crv, x, y } = key;
    await clients.put({ ...client, keys: [{ kty, kid, crv, x, y, alg: 'ES384' }] });
  }
};
