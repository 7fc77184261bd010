import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { NPI } from '../../shared/codes/systems.ts';
import { ORDER_EVENT, VISIT_EVENT } from '../../shared/http/order-events.ts';
import { hookCall } from '../cds-hooks/hook-harness.ts';
import { appointment } from '../support/appointments.ts';
import {
  claimMessage,
  decisionMessage,
  eligibilityMessage,
  orderMessage,
  type Part,
  partOf,
} from '../support/endpoint-messages.ts';
import type { CrossingHarness, TenantId } from './crossing-harness.ts';
import { sourceOf, WITH_EHR } from './crossing-harness.ts';
import { PAYER_ACTIONS } from './crossing-payer-actions.ts';

export interface Turn {
  readonly tenant: TenantId;
  readonly other: TenantId;
  /** Orders of every tenant have these ids. */
  readonly order: 'o1' | 'o2';
  /** Picks one of the URLs returned to other tenants. */
  readonly pick: number;
}
interface Told {
  readonly status: number;
  readonly text: string;
}
export type Action = (turn: Turn, harness: CrossingHarness) => Promise<Told | undefined>;

/** The same ids, member number and birth date for everyone; names, insurers and notes identify the tenant. */
const marked = (message: Part, tenant: string): Part => {
  for (const { resource } of message.entry) {
    if (resource.resourceType === 'Patient') resource.name = [{ family: tenant }];
    if (resource.resourceType === 'Organization') resource.name = `Plan of ${tenant}`;
    if (resource.resourceType === 'ServiceRequest') resource.note = [{ text: `Call ${tenant}` }];
  }
  return message;
};
const orderOf = ({ order, tenant }: Turn): Part => marked(orderMessage(order), tenant);
const ofOrder = ({ order }: Turn, operation: string): string => `/r4/ServiceRequest/${order}/$${operation}`;
const get =
  (path: (turn: Turn) => string): Action =>
  (turn, harness) =>
    harness.asTenant(turn.tenant, { method: 'GET', path: path(turn) });
const post =
  (path: (turn: Turn) => string, body: (turn: Turn) => Part): Action =>
  (turn, harness) =>
    harness.asTenant(turn.tenant, { method: 'POST', path: path(turn), body: body(turn) });

const decision = ({ tenant }: Turn): Part =>
  decisionMessage('approved', {
    number: ['String', 'AUTH-1'],
    period: ['Period', { start: '2026-06-10', end: '2026-07-09' }],
    facility: ['Reference', { identifier: { system: NPI, value: '1234567893' }, display: `Lab of ${tenant}` }],
    reason: ['CodeableConcept', { text: `As ${tenant} was told` }],
  });
const slot: Part = {
  resourceType: 'Parameters',
  parameter: [{ name: 'start', valueDateTime: '2026-06-15T09:00:00-04:00' }],
};
const visit = ({ order, tenant }: Turn) =>
  appointment('visit-1', order, '2026-06-15T13:00:00Z', {
    description: `Comes to ${tenant}`,
    participant: [{ status: 'accepted', actor: { reference: 'Patient/p1', display: tenant } }],
  });

const hook = (turn: Turn): Part => {
  const message = orderOf(turn);
  const draft = { ...partOf(message, 'ServiceRequest'), status: 'draft', authoredOn: '2026-06-01' };
  const prefetch = Object.fromEntries(
    message.entry.slice(1).map(({ resource }: Part, n: number) => [`key${n}`, resource]),
  );
  return hookCall(
    'order-sign',
    { draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] } },
    { prefetch },
  );
};

const byEvent =
  (type: string, content: (turn: Turn) => object): Action =>
  async (turn, harness) => {
    const whose = WITH_EHR.includes(turn.tenant) ? turn.tenant : undefined;
    if (!whose) return undefined;
    await harness.event(sourceOf(whose), type, { source: sourceOf(whose), ...content({ ...turn, tenant: whose }) });
    await harness.drain();
    return undefined;
  };

const deliver =
  (secret: (turn: Turn) => string): Action =>
  async (turn, harness) => {
    if (!WITH_EHR.includes(turn.tenant)) return undefined;
    const body = partOf(orderOf(turn), 'ServiceRequest');
    const told = await harness.call(
      { method: 'POST', path: `/events/${sourceOf(turn.tenant)}`, body },
      `file:${secret(turn)}`,
    );
    await harness.drain();
    return told;
  };

/** A URL returned to another tenant: ids of answers, records and audit entries, and the next page of a search. */
const steal: Action = async (turn, harness) => {
  const theirs = harness.seen.filter((one) => !one.startsWith(`${turn.tenant} `));
  const path = theirs[turn.pick % Math.max(1, theirs.length)]?.split(' ')[1];
  return path === undefined ? undefined : harness.asTenant(turn.tenant, { method: 'GET', path });
};

export const ACTIONS: Readonly<Record<string, Action>> = {
  assess: post(() => '/r4/ServiceRequest/$assess', orderOf),
  submit: post(
    () => '/r4/CoverageEligibilityRequest/$submit',
    ({ tenant }) => marked(eligibilityMessage(), tenant),
  ),
  check: post(
    () => '/r4/Claim/$check',
    ({ tenant }) => marked(claimMessage(), tenant),
  ),
  decide: post((turn) => ofOrder(turn, 'record-decision'), decision),
  bookable: post(
    (turn) => ofOrder(turn, 'bookable'),
    () => slot,
  ),
  status: get((turn) => ofOrder(turn, 'authorization-status')),
  statusAtOther: get((turn) => `${ofOrder(turn, 'authorization-status')}?source=${sourceOf(turn.other)}`),
  worklist: post(
    () => '/r4/$worklist',
    (turn) => ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: visit(turn) }] }),
  ),
  byPatient: get(() => '/r4/Task?patient=p1&_count=1'),
  // An order and its number are there whatever came before: the random turns are too few for all three.
  byNumber: async (turn, harness) => {
    await ACTIONS.assess?.(turn, harness);
    await ACTIONS.decide?.(turn, harness);
    return get(() => '/r4/Task?identifier=AUTH-1')(turn, harness);
  },
  byPlacer: get(({ order }) => `/r4/Task?identifier=ORD-${order}`),
  byFocus: get(({ order }) => `/r4/Task?focus=ServiceRequest/${order}`),
  byState: get(() => '/r4/Task?business-status=approved,required,information-needed&_count=1'),
  answers: get(() => '/r4/CoverageEligibilityResponse?patient=p1&_count=1'),
  audit: get(() => '/r4/AuditEvent?patient=p1&_count=1'),
  provenance: get(({ order }) => `/r4/Provenance?target=ServiceRequest/${order}`),
  channelMap: get(() => '/r4/$channel-map?date=2026-06-15'),
  coverageMap: get(() => '/r4/$coverage-map?date=2026-06-15'),
  discovery: ({ tenant }, harness) => harness.asEhr(tenant, { method: 'GET', path: '/cds-services' }),
  orderSign: (turn, harness) =>
    harness.asEhr(turn.tenant, { method: 'POST', path: '/cds-services/order-sign-crd', body: hook(turn) }),
  feedback: ({ tenant }, harness) => {
    const feedback = [{ card: `card-of-${tenant}`, outcome: 'accepted', outcomeTimestamp: '2026-06-01T15:01:00Z' }];
    return harness.asEhr(tenant, { method: 'POST', path: '/cds-services/order-sign-crd/feedback', body: { feedback } });
  },
  orderEvent: byEvent(ORDER_EVENT, (turn) => ({ bundle: orderOf(turn) })),
  visitEvent: byEvent(VISIT_EVENT, (turn) => ({ resource: visit(turn) })),
  notified: deliver(({ tenant }) => tenant),
  notifiedWithOthersSecret: deliver(({ other }) => other),
  members: async ({ tenant }, { ports }) => {
    const person = { memberId: 'MBR-471182', birthDate: '1961-02-03', start: '2026-01-01', end: '2026-12-31' };
    await ports.roster.put(tenantId(tenant), [{ ...person, payer: 'uhc-commercial', status: 'active' }]);
    return undefined;
  },
  relay: async (_turn, harness) => void (await harness.relay()),
  sweep: async (_turn, harness) => void (await harness.sweep()),
  steal,
  stealAgain: steal,
  ...PAYER_ACTIONS,
};
