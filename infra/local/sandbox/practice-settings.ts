import type { Tenant } from '../../../shared/app/ports/ports.ts';
import { SANDBOX_PAYER_TENANT } from '../environment.ts';

const ENDPOINT = 'sandbox-payer';
/** Payers whose requests go to the payer to practise on. */
export const PRACTISED_PAYER = 'emblemhealth';

type Practice = Pick<Tenant, 'outbound' | 'payerEndpoints' | 'submission'>;

/** Who asks, in the sandbox. Numbers are nobody's. */
const PRACTICE: NonNullable<Tenant['submission']> = {
  practice: {
    name: { organization: 'Sandbox Cardiology' },
    npi: '1999000015',
    tin: '990000001',
    phone: '614-555-0100',
    fax: '614-555-0101',
    address: { lines: ['1 Sandbox Street'], city: 'Columbus', state: 'OH', postalCode: '43004' },
  },
};

/**
 * The way from the sandbox to its payer, which answers at this address today; a tenant's other endpoints stay. `key`: file of the
 * private key of the payer's client; without one nothing can be sent there.
 */
export const practiceSettings = (known: Practice, url: string, key: string | undefined): Practice => {
  const others = (known.payerEndpoints ?? []).filter(({ name }) => name !== ENDPOINT);
  const credentials = {
    clientId: `${SANDBOX_PAYER_TENANT}-app`,
    tokenEndpoint: `${url}/r4/auth/token`,
    key: `file:${key}`,
    scope: 'system/*.cruds',
  };
  return {
    submission: known.submission ?? PRACTICE,
    outbound: [...new Set([...(known.outbound ?? []), ...(key ? [url] : [])])],
    payerEndpoints: key
      ? [...others, { kind: 'fhir-pas', name: ENDPOINT, payer: PRACTISED_PAYER, base: `${url}/r4`, credentials }]
      : others,
  };
};
