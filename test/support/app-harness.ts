import { makeDigest } from '../../shared/adapters/digest.ts';
import { type AskingPorts, assess } from '../../shared/app/assess/assess.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Caller } from '../../shared/app/ports/caller.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import type { CoverageFacts, Inquiry, OrderIdentity, ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import { openRuleBook } from '../../shared/lambda/rule-book.ts';
import { openTestStores } from './embedded-store.ts';
import { codebook, lineOf, SERVICE_DATE } from './service-lines.ts';

export const TENANT: Tenant = {
  id: tenantId('clinic'),
  timeZone: 'America/Chicago',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [{ id: 'ehr', name: 'The EHR' }],
};
export const caller = (more: Partial<Caller> = {}): Caller => ({
  tenant: TENANT,
  source: 'ehr',
  by: 'ehr',
  receivedAt: '2026-05-01T15:00:00.000Z',
  ...more,
});

export interface OrderParts {
  readonly id: string;
  readonly code?: string;
  readonly status?: string;
  readonly lastUpdated?: string;
  readonly line?: Partial<ServiceFacts>;
}
const digest = makeDigest('a secret of the tests');

/** What a reader makes of an order: what it says decides its digest, when it was changed does not. */
export const orderOf = ({ lastUpdated, ...said }: OrderParts): OrderIdentity => ({
  id: said.id,
  placerIds: [],
  status: said.status ?? 'active',
  intent: 'order',
  digest: digest.of(said),
  content: JSON.stringify(said),
  ...(lastUpdated ? { lastUpdated } : {}),
});

export const PAYER_SYSTEM = 'https://stresspass.example/fhir/NamingSystem/payer';
export const coverageBy = (payer: string): CoverageFacts => ({
  reference: 'Coverage/1',
  status: 'active',
  focal: true,
  start: '2026-01-01',
  end: '2026-12-31',
  planType: 'commercial',
  planProduct: 'choice-plus',
  payor: { identifiers: [{ system: PAYER_SYSTEM, value: payer }] },
});

const FACTS: Facts = { sex: known('female'), siteState: known('OH'), chestPain: known('possible-cardiac') };

/** One message of orders, one line each, under one coverage. */
export const ordered = (orders: readonly OrderParts[], more: Partial<Inquiry> = {}): Inquiry => ({
  dialect: 'order',
  mode: 'record',
  purposes: ['auth-requirements'],
  patient: { reference: 'Patient/1', id: '1', birthDate: '1966-01-01', memberIds: [] },
  coverages: [coverageBy('uhc-commercial')],
  lines: orders.map(({ id, code = '93351', line = {} }, index) =>
    lineOf(code, index + 1, {
      order: id,
      diagnoses: ['R07.9'],
      serviceDate: SERVICE_DATE,
      placeOfService: '11',
      ...line,
    }),
  ),
  orders: orders.map(orderOf),
  facts: FACTS,
  warnings: [],
  preAuthRefs: [],
  echo: {},
  ...more,
});

/** The use cases over real stores in memory and the rules as released, with a clock that moves on at every look. */
export const openAppHarness = async () => {
  const table = await openTestStores();
  let ticks = 0;
  const ports: AskingPorts = {
    clock: {
      now: () => new Date(Date.UTC(2026, 4, 1, 15, 0, 0, ticks++)).toISOString(),
      dateIn: (_zone, instant) => instant.slice(0, 10),
      elapsedMs: () => Math.floor(performance.now()),
    },
    codebook,
    rules: openRuleBook(PAYER_SYSTEM),
    authorizations: table.stores.authorizations,
    digest: table.digest,
    payerGateway: { ask: async () => ({ is: 'silent', why: 'no server' }) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const at = (orderId: string, source = 'ehr') => ({ source, orderId });
  return {
    ...table,
    ports,
    at,
    assess: (inquiry: Inquiry, more: Partial<Caller> = {}) => assess(inquiry, caller(more), ports),
    record: async (orderId: string, source = 'ehr') =>
      (await ports.authorizations.load(TENANT.id, [at(orderId, source)], [])).records[0],
    answersOf: async (orderId: string) =>
      (await ports.authorizations.answers(TENANT.id, { order: at(orderId), limit: 50 })).items,
  };
};
export type AppHarness = Awaited<ReturnType<typeof openAppHarness>>;
