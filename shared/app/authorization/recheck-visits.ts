import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { BookableAnswer } from '../../core/authorization/bookable.ts';
import type { Booking } from '../../core/authorization/booking.ts';
import { clockFor } from '../access/clock-for.ts';
import { AT_RISK, summary } from '../assess/event-deliveries.ts';
import type { OutgoingEvent } from '../ports/authorization-store.ts';
import type { Tenant } from '../ports/ports.ts';
import { type ChangePorts, changeHead } from './change-head.ts';
import { checkRecord, type SlotPorts } from './check-slot.ts';

export type VisitPorts = ChangePorts & SlotPorts;

/** A visit with its current answer. */
interface Checked {
  readonly booking: Booking;
  readonly found: BookableAnswer;
}

/** May this visit still be booked? */
export const checkVisit = async (
  booking: Omit<Booking, 'answer' | 'checkedOn' | 'number'>,
  record: AuthorizationRecord,
  tenant: Tenant,
  ports: VisitPorts,
): Promise<Checked> => {
  const found = await checkRecord(
    record,
    booking.slot,
    { tenant, receivedAt: clockFor(tenant, ports.clock).now() },
    ports,
  );
  const { answer, approval } = found;
  const number = approval?.number;
  return {
    booking: { ...booking, answer, checkedOn: record.determinationId, ...(number ? { number } : {}) },
    found,
  };
};

const isPast = ({ reasons }: BookableAnswer): boolean => reasons.some(({ code }) => code === 'past');

/** Events for booked visits that may not take place as booked. */
export const riskEvents = (head: AuthorizationRecord, checked: readonly Checked[]): readonly OutgoingEvent[] =>
  checked
    .filter(({ booking, found }) => booking.state === 'booked' && found.answer !== 'yes' && !isPast(found))
    .map(({ booking, found }) => ({
      type: AT_RISK,
      detail: {
        ...summary(head),
        appointment: `Appointment/${booking.appointment}`,
        start: booking.slot.start,
        answer: found.answer,
        reasons: found.reasons.map(({ code }) => code),
        nextStep: found.nextStep,
      },
    }));

/**
 * Checks every booked visit again after the record changed; announces only answers that changed. A visit in the past
 * keeps the answer it had then.
 */
export const recheckVisits = async (
  record: AuthorizationRecord,
  tenant: Tenant,
  ports: VisitPorts,
): Promise<boolean> => {
  const bookings = record.bookings ?? [];
  const checked = await Promise.all(
    bookings.map(async (booking): Promise<Checked | Booking> => {
      const { answer: _answer, checkedOn: _on, number: _number, ...visit } = booking;
      if (booking.state !== 'booked') return booking;
      const again = await checkVisit(visit, record, tenant, ports);
      return isPast(again.found) ? { ...booking, checkedOn: record.determinationId } : again;
    }),
  );
  const visits = checked.flatMap((one) => ('found' in one ? [one] : []));
  const before = new Map(bookings.map(({ appointment, answer }) => [appointment, answer]));
  const changed = visits.filter(({ booking }) => before.get(booking.appointment) !== booking.answer);
  const words = visits.map(({ booking }) => `${booking.date}: ${booking.answer}`).join(', ');
  const head = await changeHead(
    record,
    {
      command: {
        kind: 'check-visits',
        bookings: checked.map((one) => ('found' in one ? one.booking : one)),
      },
      entry: { by: 'sweep', says: `Booked visits checked again. ${words}.` },
      occasion: [record.determinationId, visits.map(({ booking }) => booking)],
      events: (next) => riskEvents(next, changed),
    },
    tenant,
    ports,
  );
  return head !== undefined;
};
