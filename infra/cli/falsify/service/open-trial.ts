import { handlers as hookHandlers } from '../../../../functions/cds-hooks/index.ts';
import { handlers as fhirHandlers } from '../../../../functions/fhir-api/index.ts';
import { tenantId } from '../../../../shared/app/keys/tenant-id.ts';
import type { Tenant } from '../../../../shared/app/ports/ports.ts';
import type { Handler, Reply, Request } from '../../../../shared/handlers/handler.ts';
import { ROUTES } from '../../../../shared/http/routes/index.ts';
import { readConfig } from '../../../../shared/lambda/config.ts';
import { openContainer } from '../../../../shared/lambda/open-container.ts';
import type { Notice } from '../orders/order.ts';
import { openMemoryRecords } from './memory-records.ts';

/** What a caller sends: to which endpoint, about which order, in which form. */
interface TrialCall {
  readonly handler: string;
  readonly id?: string;
  readonly body: unknown;
  readonly csv?: true;
  /** ISO instant at which the service receives it. */
  readonly at: string;
}

/** The endpoints of the service in this process, over records in memory and without any network. */
export interface Trial {
  call(call: TrialCall): Promise<Reply>;
  putMember(member: Parameters<ReturnType<typeof openMemoryRecords>['roster']['put']>[1][number]): Promise<unknown>;
  /** The plans' notices of exemption the practice keeps in its settings. */
  exempt(notices: readonly Notice[]): void;
  /** Afterwards nothing is on file. */
  forget(): void;
}

const TENANT: Tenant = {
  id: tenantId('falsify'),
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [{ id: 'trial-ehr', name: 'EHR of the trial' }],
};

const HANDLERS: Readonly<Record<string, Handler>> = { ...fhirHandlers, ...hookHandlers };

const nothing = (): void => undefined;
const noNetwork = () => Promise.reject(new Error('The falsifier has no network.'));

const openTrialContainer = (records: ReturnType<typeof openMemoryRecords>, now: () => string, tenant: () => Tenant) => {
  const names = { TABLE_NAME: 'none', QUEUE_URL: 'none', HASH_SECRET: 'falsify', LOG_LEVEL: 'silent' };
  const opened = openContainer({ ...readConfig({ ...names, DEFAULT_TENANT: TENANT.id }), AUTH: 'open' });
  let ids = 0;
  return {
    ...opened,
    ports: {
      ...opened.ports,
      authorizations: records.authorizations,
      roster: records.roster,
      clock: { ...opened.ports.clock, now },
      ids: { next: () => `trial-${++ids}` },
      settings: { ...opened.ports.settings, tenant: async () => tenant(), tenants: async () => [TENANT.id] },
      assertions: { put: async () => undefined, get: async () => undefined },
      queue: { send: async () => undefined },
      payerGateway: { ask: async () => ({ is: 'silent' as const, why: 'no-network' }) },
      payerChannels: { exchange: noNetwork },
      delegatedReads: { read: noNetwork },
      log: { info: nothing, warn: nothing, error: nothing },
    },
  };
};

export const openTrial = (records = openMemoryRecords()): Trial => {
  let now = '';
  let notices: readonly Notice[] = [];
  const container = openTrialContainer(
    records,
    () => now,
    () => (notices.length ? { ...TENANT, exemptions: notices } : TENANT),
  );
  return {
    call: ({ handler, id, body, csv, at }) => {
      now = at;
      const run = HANDLERS[handler];
      const route = ROUTES.find((one) => one.handler === handler);
      if (!run || !route) throw new Error(`There is no endpoint ${handler}.`);
      const request: Request = {
        route,
        params: id === undefined ? {} : { id },
        query: {},
        headers: {
          'content-type': csv ? 'text/csv' : 'application/fhir+json',
          accept: csv ? 'text/csv' : 'application/fhir+json',
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        receivedAt: at,
        identity: { tenant: TENANT.id },
      };
      return run(request, container);
    },
    putMember: (member) => records.roster.put(TENANT.id, [member]),
    exempt: (some) => {
      notices = some;
    },
    forget: () => {
      notices = [];
      records.forget();
    },
  };
};
