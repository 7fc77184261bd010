import { readFile } from 'node:fs/promises';
import type { Doors } from './doors.ts';
import { page } from './print.ts';

export const ORDER = 'demo-order-1';
const SOURCE = 'demo-ehr';
const BOOKED = '2026-12-09T09:00:00-05:00';
const MOVED = '2027-01-20T09:00:00-05:00';

/** A visit as the EHR's appointment book tells it. */
const visit = (start: string, version: string) => ({
  resourceType: 'Appointment',
  id: 'demo-visit-1',
  meta: { versionId: version, lastUpdated: `2026-11-25T20:1${version}:00Z` },
  status: 'booked',
  basedOn: [{ reference: `ServiceRequest/${ORDER}` }],
  start,
  end: start.replace('T09', 'T10'),
  participant: [{ status: 'accepted', actor: { reference: 'Patient/demo-patient-1' } }],
});

const read = async (name: string) => JSON.parse(await readFile(new URL(`./${name}.json`, import.meta.url), 'utf8'));

/** One order from the moment it is signed to the moment its visit can be booked, through the doors alone. */
export const tellStory = async ({
  putOrder,
  putVisit,
  submit,
  recordDecision,
  status,
  bookable,
}: Doors): Promise<void> => {
  page.title('One stress echocardiogram, from order to booking');

  page.chapter(1, 'A cardiologist signs an order, and the EHR puts it on the bus');
  page.tell('Robin, 58, has precordial chest pain. The order says so, and no more. Nobody waits for an answer.');
  page.call(`PutEvents  detail-type "FHIR ServiceRequest"  ServiceRequest/${ORDER}`);
  await putOrder(SOURCE, await read('order'));
  const first = await status(ORDER);
  page.call(`GET  /r4/ServiceRequest/${ORDER}/$authorization-status`);
  page.fact('state', first.state);
  page.fact('bookable', first.of('bookable'));
  page.fact('answer', first.of('disposition'));

  page.chapter(2, 'The scheduler asks, with the answers the clinic has written down by now');
  page.tell('She can walk, there was no earlier test, and her resting ECG shows a left bundle branch block.');
  page.call('POST /r4/CoverageEligibilityRequest/$submit');
  const answer = await submit(await read('eligibility-request'));
  page.fact('advice', answer.advice);
  page.fact('says', answer.disposition);
  page.fact('rule', answer.rule);

  page.chapter(3, "Staff send the request by the payer's portal; the approval comes back and is recorded");
  page.call(`POST /r4/ServiceRequest/${ORDER}/$record-decision`);
  const decision = await read('decision');
  page.excerpt(decision.parameter);
  await recordDecision(ORDER, decision);

  page.chapter(4, 'Now the visit can be booked');
  page.call(`GET  /r4/ServiceRequest/${ORDER}/$authorization-status`);
  const last = await status(ORDER);
  page.fact('state', last.state);
  page.fact('number', last.of('number'));
  page.fact('window', JSON.stringify(last.part('window')?.valuePeriod ?? {}));
  page.fact('bookable', last.of('bookable'));
  page.fact('answer', last.of('disposition'));

  page.chapter(5, 'The scheduler asks about slots, and the appointment book tells what became of them');
  for (const start of [BOOKED, MOVED]) {
    page.call(`POST /r4/ServiceRequest/${ORDER}/$bookable  ${start}`);
    const slot = await bookable(ORDER, start);
    page.fact(slot.answer, slot.because);
    page.fact(slot.days ? 'days' : 'next step', slot.days || slot.nextStep);
  }
  page.tell(
    'The visit is booked for 9 December. Later somebody moves it past the turn of the year, when she is no member any more.',
  );
  page.call('PutEvents  detail-type "FHIR Appointment", twice');
  await putVisit(SOURCE, visit(BOOKED, '1'));
  await putVisit(SOURCE, visit(MOVED, '2'));
};
