import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Submission } from '../../core/submission/submission.ts';
import { ASSESSED, CHANGED } from '../assess/event-deliveries.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import { SUBMIT, SUBMIT_LIST } from '../submissions/change-submission.ts';
import { closeByRecord } from '../submissions/close-by-record.ts';
import { sendByItself } from '../submissions/send-by-itself.ts';
import { withdrawWithOrder } from '../submissions/withdraw-with-order.ts';
import { giveUpOn, type WorkedOff, workOff } from '../submissions/work-off.ts';
import type { FollowUp, Tried } from './follow-up.ts';

/** A change this delivery was put for is written within moments, or never. */
const WRITTEN_WITHIN_MS = 60_000;
const LONGEST_PAUSE_S = 3_600;

class PayerSilent extends Error {
  override readonly name = 'PayerSilent';
}

/** Each message has a delivery of its own; one taken up again after it was given up is for all. */
const isFor = ({ id }: Submission, delivery: Delivery): boolean =>
  delivery.determinationId === id || delivery.id.startsWith(`${SUBMIT}-again-`);

const deliver = async (tenantId: TenantId, delivery: Delivery, ports: Ports): Promise<Tried> => {
  const { order, determinationId, headVersion, createdAt } = delivery;
  const tenant = await ports.settings.tenant(tenantId);
  const { records } = await ports.authorizations.load(tenantId, [order], []);
  const [record] = records;
  if (!tenant || !record) return { is: 'delivered', outcome: 'nothing-to-do' };
  await sendByItself(record, tenant, ports);
  const submissions = await ports.submissions.ofOrder(tenantId, order);
  const meant = submissions.find(({ id }) => id === determinationId);
  const now = Date.parse(ports.clock.now());
  if (meant && meant.version < headVersion && now - Date.parse(createdAt) < WRITTEN_WITHIN_MS) return { is: 'resting' };
  const done: WorkedOff[] = [];
  for (const one of submissions) {
    const wanted = await withdrawWithOrder(await closeByRecord(one, record, tenant, ports), record, tenant, ports);
    done.push(await workOff(wanted, tenant, ports, isFor(one, delivery)));
  }
  if (done.some((one) => one.is === 'rests')) return { is: 'resting' };
  const waiting = done.find((one) => one.is === 'waits');
  if (waiting?.is !== 'waits') return { is: 'delivered', outcome: 'worked-off' };
  if (waiting.retryAfter === undefined) throw new PayerSilent();
  return { is: 'resting', until: new Date(now + Math.min(waiting.retryAfter, LONGEST_PAUSE_S) * 1000).toISOString() };
};

const endUnanswered: FollowUp['givenUp'] = async (tenantId, delivery, ports) => {
  const tenant = await ports.settings.tenant(tenantId);
  const submissions = await ports.submissions.ofOrder(tenantId, delivery.order);
  if (tenant) for (const one of submissions) if (isFor(one, delivery)) await giveUpOn(one, tenant, ports);
};

/** Hands requests to payers, takes in what comes back, and tells the order's record; prepares them where a tenant wants it so. */
export const handOver: FollowUp = {
  list: SUBMIT_LIST,
  follows: [ASSESSED, CHANGED],
  ageField: 'submitAgeMs',
  isWanted: async (tenant, _order, { settings }) => (await settings.tenant(tenant))?.submission !== undefined,
  deliver,
  givenUp: endUnanswered,
};
