import type { OrderRecord, PayerRequest } from '../../../client/index.ts';
import { dayAfter } from '../day-after.ts';
import { beforeUpdate, giveDocuments, type Stage, tellExchanges } from './give-documents.ts';
import { type Loop, until } from './loop.ts';
import { page } from './print.ts';

const STATES = {
  yes: 'Ready to book',
  act: 'Your move',
  wait: 'Waiting on payer',
  no: 'Do not book',
  ask: 'Ask the plan',
};
const inWords = (day: string): string =>
  new Date(day).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const stateWord = (state: OrderRecord['state']): string => (state ? STATES[state] : 'Not checked');
/** Waits this long for a request that goes out by itself. */
const BY_ITSELF_LOOKS = 20;
const WEEK = 7;
/** Counts what a person does between the signed order and the slot. */
const countActs = () => {
  const acts: string[] = [];
  return { acts, act: (who: string, what: string) => void acts.push(`${who} ${what}`) };
};

const sees = ({ state, disposition }: OrderRecord): void => page.sees(`${stateWord(state)}. ${disposition}`);

/** By itself where the practice says so, else by a person's button. */
const sendIt = async (loop: Loop, act: (who: string, what: string) => void): Promise<PayerRequest> => {
  for (let looks = 0; looks < BY_ITSELF_LOOKS; looks++) {
    const request = await loop.lastRequest();
    if (request && request.state !== 'draft' && request.state !== 'ready') break;
    if (looks === BY_ITSELF_LOOKS - 1) {
      page.tell('A coordinator presses Send: the settings of this practice let nothing go out by itself.');
      await loop.send();
      act('A coordinator', 'pressed Send');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return loop.requestWhen('the payer has not answered', ({ state }) => state === 'pended' || state === 'decided');
};

const askedAndAnswered = async (loop: Loop, act: (who: string, what: string) => void): Promise<void> => {
  page.step(1, 'Cardiologist', 'signs an order for a stress echo; the EHR puts it on the bus');
  page.wire(`EHR -> Stresspass  PutEvents "FHIR ServiceRequest", ServiceRequest/${loop.order}`);
  await loop.sign();
  sees(await loop.recordWhen('the order was not answered', () => true));

  const { determination } = await loop.whole();
  const [question] = determination?.missing ?? [];
  page.step(2, 'Clinician', 'answers the one question that decides most');
  page.sees(question?.question ?? '');
  page.tell('She cannot: her knees do not let her. The chart said the rest, so nothing else is asked.');
  page.wire(`desk -> Stresspass  POST ServiceRequest/${loop.order}/$answer: ${question?.fact} = false`);
  await loop.answer(question?.fact ?? '', false);
  act('A clinician', 'answered a question');
  sees(await loop.recordWhen('the answer changed nothing', ({ advice }) => advice !== 'pa-pend-info'));
};

const askedThePayer = async (
  loop: Loop,
  act: (who: string, what: string) => void,
  stage: Stage,
): Promise<PayerRequest> => {
  page.step(3, 'Stresspass', 'has the request ready and sends it to the payer');
  const pended = await sendIt(loop, act);
  page.tell(`${pended.says} ${pended.why}`);
  const first = beforeUpdate(pended);
  await tellExchanges(loop, first, undefined);
  const known = await loop.recordWhen('the record does not know', ({ authorization }) =>
    /submitted|approved/.test(authorization ?? ''),
  );
  // By the time it is looked at, the documents may have been sent and the payer may have decided.
  if (known.authorization === 'submitted') sees(known);

  return giveDocuments(loop, first, act, stage);
};

const written = async ({ ehr }: Stage): Promise<void> => {
  page.step(6, 'Stresspass', 'writes the answer on the order in the EHR');
  if (!ehr) return page.tell('A service of your own writes it where its settings name the EHR’s server.');
  const found = await until('the EHR was not written to', async () => {
    const text = JSON.stringify(ehr.written());
    return text.includes('satisfied') ? text : undefined;
  });
  page.wire(`Stresspass -> EHR  PUT ServiceRequest: coverage-information, ${found.length} characters`);
  page.tell('The chart itself now says: authorization satisfied, with its number.');
};

const tellSlot = async (loop: Loop, day: string): Promise<void> => {
  const { answer, state, reasons, nextStep } = await loop.slot(day);
  page.wire(`scheduler -> Stresspass  POST ServiceRequest/${loop.order}/$bookable ${day}: ${answer}`);
  page.sees(`${stateWord(state)}. ${reasons[0]?.says ?? ''} ${nextStep}`);
};

const moved = async (loop: Loop, end: string, { events }: Stage): Promise<void> => {
  const late = dayAfter(end, WEEK, 'UTC');
  page.step(8, 'Somebody', `moves the visit to ${inWords(late)}, past the end of the approval`);
  await loop.report(loop.planned);
  await loop.report(late);
  page.wire('EHR -> Stresspass  PutEvents "FHIR Appointment", booked and then moved');
  if (events) {
    const told = await until('nobody was told', async () =>
      events.find(
        ({ detail, ...event }) =>
          event['detail-type'] === 'BookingAtRisk' && JSON.stringify(detail).includes(loop.order),
      ),
    );
    const { reasons } = told.detail as { readonly reasons?: readonly string[] };
    page.wire(`Stresspass -> bus  BookingAtRisk: ${reasons?.join(', ')}`);
  }
  await tellSlot(loop, late);
  page.tell('It is moved back before the patient travels.');
  await loop.report(loop.planned);
};

/** One order from its signature to the claim, through the public endpoints only. Returns what people did until the slot could be booked. */
export const tellStory = async (loop: Loop, stage: Stage): Promise<readonly string[]> => {
  const { acts, act } = countActs();
  page.title('One stress echo, from the signed order to the claim');
  page.tell(
    'Rosa Delgado, made up, 61, has chest pain. Her plan wants authorization, and its payer is the sandbox’s own: it answers by a script over real HTTP, with a token, in Da Vinci PAS. No real payer is called.',
  );
  await askedAndAnswered(loop, act);
  const { items } = await askedThePayer(loop, act, stage);

  page.step(5, 'Payer', 'certifies the test');
  const approved = await loop.recordWhen(
    'the approval is not recorded',
    ({ authorization }) => authorization === 'approved',
  );
  page.fact('number', `${approved.number} (a test number: it authorizes nothing outside the sandbox)`);
  const [{ start = '', end = approved.window?.end ?? '' } = {}] = items;
  page.fact('window', [start || approved.window?.start, end].filter(Boolean).join(' to '));
  sees(approved);
  await written(stage);

  page.step(7, 'Scheduler', `asks for ${inWords(loop.planned)}`);
  await tellSlot(loop, loop.planned);
  page.fact(
    'counted',
    `${acts.length} human action${acts.length === 1 ? '' : 's'} from the signature to this slot: ${acts.join('; ')}.`,
  );
  await moved(loop, approved.window?.end ?? end, stage);

  page.step(9, 'Biller', 'checks the claim before it is filed');
  const claim = await loop.checkClaim(approved.number ? [approved.number] : []);
  page.wire(`biller -> Stresspass  POST Claim/$check, authorization number ${approved.number}`);
  page.sees(claim.disposition);
  for (const { says } of claim.lines.flatMap(({ findings }) => findings)) page.tell(says);
  return acts;
};
