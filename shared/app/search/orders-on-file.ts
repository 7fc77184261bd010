import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Booking } from '../../core/authorization/booking.ts';
import { everyPatientKey } from '../keys/patient-key.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';

/** What a visit references: ids of the patient, of orders and of appointments, all of one source. */
interface VisitLinks {
  readonly patient: string;
  readonly orders: readonly string[];
  readonly appointments: readonly string[];
}

/** An order on file, as its EHR last sent it, and the visits among those asked about that it is booked for. */
interface OrderOnFile {
  readonly record: AuthorizationRecord;
  readonly content: string;
  readonly visits: readonly Booking[];
}

/** Records of one patient that are looked through for an appointment, latest service first. */
const MOST_RECORDS = 20;

/**
 * The orders a visit references, for callers whose EHR cannot be read: by order id, and by the appointment the scheduling
 * system reported. Only of this patient and this source.
 */
export const ordersOnFile = async (
  { patient, orders, appointments }: VisitLinks,
  { tenant, source }: Pick<Caller, 'tenant' | 'source'>,
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<readonly OrderOnFile[]> => {
  const patientKeys = everyPatientKey(digest, tenant.id, `Patient/${patient}`);
  const refs = orders.map((orderId) => ({ source, orderId }));
  const [named, theirs] = await Promise.all([
    refs.length ? authorizations.load(tenant.id, refs, []) : { records: [] },
    appointments.length ? authorizations.find(tenant.id, { patientKeys, limit: MOST_RECORDS }) : { items: [] },
  ]);
  const visitsOf = ({ bookings = [] }: AuthorizationRecord) =>
    bookings.filter(({ appointment, state }) => appointments.includes(appointment) && state !== 'cancelled');
  const booked = theirs.items.filter((record) => record.source === source && visitsOf(record).length > 0);
  const found = [...named.records.flatMap((record) => record ?? []), ...booked];
  const own = found.filter(({ patientKey }) => patientKeys.includes(patientKey));
  const once = [...new Map(own.map((record) => [record.orderId, record])).values()];
  const read = await Promise.all(
    once.map(async (record): Promise<readonly OrderOnFile[]> => {
      const content = await authorizations.content(tenant.id, record, record.orderDigest);
      return content === undefined ? [] : [{ record, content, visits: visitsOf(record) }];
    }),
  );
  return read.flat();
};
