import { readFile } from 'node:fs/promises';
import type { Doors } from './doors.ts';
import { page } from './print.ts';

const ORDER = 'demo-order-1';
const SOURCE = 'demo-ehr';

const read = async (name: string) => JSON.parse(await readFile(new URL(`./${name}.json`, import.meta.url), 'utf8'));

/** One order from the moment it is signed to the moment its visit can be booked, through the doors alone. */
export const tellStory = async ({ putOrder, submit, recordDecision, status }: Doors): Promise<void> => {
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
  page.fact('because', answer.because);

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
};
