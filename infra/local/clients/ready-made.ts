import type { Client } from '../../../shared/app/ports/access/client.ts';

/** A client registered at first start, and the file with its private key. */
export interface ReadyMade {
  readonly client: Omit<Client, 'keys'>;
  readonly keyFile: string;
}

/** The clients of every local tenant: one with full access, one read-only, and an EHR. */
export const readyMade = (tenant: Client['tenant']): readonly ReadyMade[] => {
  const one = (name: string, client: Omit<ReadyMade['client'], 'tenant'>): ReadyMade => ({
    client: { tenant, ...client },
    keyFile: `clients/${tenant}-${name}.json`,
  });
  const smart = (name: string, says: string, scope: string) =>
    one(name, { use: 'smart', id: `${tenant}-${name}`, name: says, scopes: [scope] });
  return [
    smart('app', 'May do everything', 'system/*.cruds'),
    smart('reader', 'May only look', 'system/*.rs'),
    one('ehr', { use: 'cds-hooks', id: `https://${tenant}-ehr.example/fhir`, name: 'Signs hooks', scopes: [] }),
  ];
};
