import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type Booking, isKnownVisit } from '../../core/authorization/booking.ts';
import type { Visit } from '../../core/authorization/visit.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Caller } from '../ports/caller.ts';
import { changeHead } from './change-head.ts';
import { checkVisit, riskEvents, type VisitPorts } from './recheck-visits.ts';

/** Outcome: an order without a record, a report that is not newer than the recorded one, or a new version. */
type VisitOutcome = 'unknown-order' | 'known' | 'recorded';

const WORDS: Readonly<Record<Booking['state'], string>> = {
  booked: 'booked for',
  cancelled: 'cancelled, it was on',
  fulfilled: 'kept on',
};

/**
 * Records a visit (booked, moved, cancelled or fulfilled), as the scheduling system reports it, on one order's record. A
 * booked one is checked, and an event is published where it may not take place. A redelivery changes nothing.
 */
export const recordVisit = (visit: Visit, orderId: string, caller: Caller, ports: VisitPorts): Promise<VisitOutcome> =>
  retryRace(async () => {
    const order = { source: caller.source, orderId };
    const { records } = await ports.authorizations.load(caller.tenant.id, [order], []);
    const [record] = records;
    return record ? recordOn(record, visit, caller, ports) : 'unknown-order';
  });

const recordOn = async (
  record: AuthorizationRecord,
  visit: Visit,
  { tenant, by, receivedAt }: Caller,
  ports: VisitPorts,
): Promise<VisitOutcome | undefined> => {
  const { appointment, state, slot } = visit;
  const before = record.bookings?.find((one) => one.appointment === appointment);
  const lastUpdated = visit.lastUpdated ?? receivedAt;
  if (isKnownVisit(record.bookings, { ...visit, lastUpdated })) return 'known';
  const date = ports.clock.dateIn(record.timeZone ?? tenant.timeZone, slot.start);
  const told = { appointment, state, slot, lastUpdated, date };
  const checked = state === 'booked' ? await checkVisit(told, record, tenant, ports) : undefined;
  const booking: Booking = checked?.booking ?? { answer: 'cannot-tell', checkedOn: '', ...before, ...told };
  const answer = checked ? ` The gate says ${checked.found.answer}.` : '';
  const head = await changeHead(
    record,
    {
      command: { kind: 'record-visit', booking },
      entry: { by, says: `A visit was ${WORDS[state]} ${date}.${answer}` },
      occasion: booking,
      events: (next) => (checked ? riskEvents(next, [checked]) : []),
    },
    tenant,
    ports,
  );
  return head && 'recorded';
};
