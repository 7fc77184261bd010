import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { dayAfter } from '../day-after.ts';
import { LOCAL_TIME_ZONE } from '../environment.ts';
import type { DemoEndpoints } from './endpoints.ts';
import { page } from './print.ts';

export const ORDER = 'demo-order-1';
const SOURCE = 'demo-ehr';
const WINDOW = z.object({ start: z.string(), end: z.string() });

const nine = (day: string): string => `${day}T09:00:00-05:00`;
const inWords = (day: string): string =>
  new Date(day).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** A visit as the EHR's scheduling system reports it. */
const visit = (start: string, version: string) => ({
  resourceType: 'Appointment',
  id: 'demo-visit-1',
  meta: { versionId: version, lastUpdated: new Date().toISOString() },
  status: 'booked',
  basedOn: [{ reference: `ServiceRequest/${ORDER}` }],
  start,
  end: start.replace('T09', 'T10'),
  participant: [{ status: 'accepted', actor: { reference: 'Patient/demo-patient-1' } }],
});

/** A sample file; where it contains the order, with the planned date of the test. */
const read = async (name: string, planned: string) =>
  JSON.parse(await readFile(new URL(`./${name}.json`, import.meta.url), 'utf8'), (_key, value) =>
    value?.resourceType === 'ServiceRequest' ? { ...value, occurrenceDateTime: planned } : value,
  );

/** One order from signing until its visit can be booked, through the public endpoints only. */
export const tellStory = async ({
  putOrder,
  putVisit,
  submit,
  recordDecision,
  status,
  bookable,
}: DemoEndpoints): Promise<void> => {
  const planned = dayAfter(new Date().toISOString(), 14, LOCAL_TIME_ZONE);
  page.title('One stress echocardiogram, from order to booking');

  page.chapter(1, 'A cardiologist signs an order, and the EHR puts it on the bus');
  page.tell(
    'Robin, born in 1968, has precordial chest pain. The order says so, and no more. Nobody waits for an answer.',
  );
  page.call(`PutEvents  detail-type "FHIR ServiceRequest"  ServiceRequest/${ORDER}`);
  await putOrder(SOURCE, await read('order', planned));
  const first = await status(ORDER);
  page.call(`GET  /r4/ServiceRequest/${ORDER}/$authorization-status`);
  page.fact('state', first.state);
  page.fact('bookable', first.of('bookable'));
  page.fact('answer', first.of('disposition'));

  page.chapter(2, 'The scheduler asks, with the answers the clinic has written down by now');
  page.tell('She can walk, there was no earlier test, and her resting ECG shows a left bundle branch block.');
  page.call('POST /r4/CoverageEligibilityRequest/$submit');
  const answer = await submit(await read('eligibility-request', planned));
  page.fact('advice', answer.advice);
  page.fact('says', answer.disposition);
  page.fact('rule', answer.rule);

  page.chapter(3, "Staff send the request by the payer's portal; the approval comes back and is recorded");
  page.call(`POST /r4/ServiceRequest/${ORDER}/$record-decision`);
  const { parameter, ...rest } = await read('decision', planned);
  const decision = {
    ...rest,
    parameter: [...parameter, { name: 'receivedAt', valueDateTime: new Date().toISOString() }],
  };
  page.excerpt(decision.parameter);
  page.tell("It names no last day: the window follows from the plan's terms.");
  await recordDecision(ORDER, decision);

  page.chapter(4, 'Now the visit can be booked');
  page.call(`GET  /r4/ServiceRequest/${ORDER}/$authorization-status`);
  const last = await status(ORDER);
  page.fact('state', last.state);
  page.fact('number', last.of('number'));
  const window = WINDOW.parse(last.part('window')?.valuePeriod);
  page.fact('window', JSON.stringify(window));
  page.fact('bookable', last.of('bookable'));
  page.fact('answer', last.of('disposition'));

  page.chapter(5, 'The scheduler asks about slots, and the appointment book tells what became of them');
  const moved = dayAfter(window.end, 7, 'UTC');
  for (const start of [nine(planned), nine(moved)]) {
    page.call(`POST /r4/ServiceRequest/${ORDER}/$bookable  ${start}`);
    const slot = await bookable(ORDER, start);
    page.fact(slot.answer, slot.because);
    page.fact(slot.days ? 'days' : 'next step', slot.days || slot.nextStep);
  }
  page.tell(
    `The visit is booked for ${inWords(planned)}. Later somebody moves it to ${inWords(moved)}, past the end of the approval.`,
  );
  page.call('PutEvents  detail-type "FHIR Appointment", twice');
  await putVisit(SOURCE, visit(nine(planned), '1'));
  await putVisit(SOURCE, visit(nine(moved), '2'));
};
