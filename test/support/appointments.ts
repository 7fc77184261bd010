import type { Appointment } from 'fhir/r4';

/** A visit as an appointment book tells it; `more` is what the test is about. */
export const appointment = (
  id: string,
  orderId: string,
  start: string,
  more: Partial<Appointment> = {},
): Appointment => ({
  resourceType: 'Appointment',
  id,
  meta: { lastUpdated: '2026-11-25T15:00:00Z' },
  status: 'booked',
  basedOn: [{ reference: `ServiceRequest/${orderId}` }],
  start,
  end: start.replace(/T\d\d/, (hour) => `T${String(Number(hour.slice(1)) + 1).padStart(2, '0')}`),
  participant: [{ status: 'accepted', actor: { reference: 'Patient/demo-patient-1' } }],
  ...more,
});
