import { assess } from '../app/assess/assess.ts';
import type { AuthorizationStore } from '../app/ports/authorization-store.ts';
import type { Tenant } from '../app/ports/ports.ts';
import { keptAnswerWriter } from '../handlers/kept-answer.ts';
import { readInquiry } from '../handlers/read-inquiry.ts';
import type { OpenedContainer } from './open-container.ts';

/** Rules are opened for so many payers: each costs milliseconds of the start. */
const MOST_PAYERS = 2;
/** Asks for authorization of imaging, as most plans do. */
const USUAL_PAYER = 'medicare-advantage';

/** A table with nothing in it that keeps nothing. */
const EMPTY: Pick<AuthorizationStore, 'load' | 'stage' | 'commit'> = {
  load: async (_tenant, orders, members, drafts = []) => ({
    records: orders.map(() => undefined),
    members: members.map(() => undefined),
    drafts: drafts.map(() => undefined),
  }),
  stage: async () => undefined,
  commit: async () => 'committed',
};

/** An order as most are: perfusion imaging for chest pain, its patient and coverage beside it. Nobody's. */
const orderOf = (payer: string, payerSystem: string, today: string): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resourceType: 'ServiceRequest',
      id: 'start',
      status: 'active',
      intent: 'order',
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '78452' }] },
      subject: { reference: 'Patient/start' },
      occurrenceDateTime: today,
      insurance: [{ reference: 'Coverage/start' }],
      reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R07.9' }] }],
    },
    { resourceType: 'Patient', id: 'start', gender: 'female', birthDate: '1960-01-01' },
    {
      resourceType: 'Coverage',
      id: 'start',
      status: 'active',
      beneficiary: { reference: 'Patient/start' },
      payor: [{ identifier: { system: payerSystem, value: payer } }],
    },
  ].map((resource) => ({ fullUrl: `urn:${resource.resourceType}`, resource })),
});

/** Reads, answers and writes an order that is nobody's, for payers of the tenant of most calls. Asks nobody and stores nothing. */
export const answerOnce = async (container: OpenedContainer, tenant: Tenant): Promise<void> => {
  const { canonicals, ports } = container;
  const receivedAt = ports.clock.now();
  const today = ports.clock.dateIn(tenant.timeZone, receivedAt);
  const { reply } = keptAnswerWriter(container);
  for (const payer of (tenant.payersServed ?? [USUAL_PAYER]).slice(0, MOST_PAYERS)) {
    const body = JSON.stringify(orderOf(payer, canonicals.payerSystem, today));
    const inquiry = readInquiry(body, 'assess', receivedAt, tenant.timeZone, container);
    if (!inquiry.ok) continue;
    const caller = { tenant, source: 'start', by: 'start', receivedAt };
    const authorizations = { ...ports.authorizations, ...EMPTY };
    reply(await assess(inquiry.value, caller, { ...ports, authorizations }));
  }
};
