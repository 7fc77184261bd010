import type { PayerRequest } from '../../../client/index.ts';
import type { BusEvent } from '../../../shared/lambda/event-entry.ts';
import type { DemoEhr } from './ehr.ts';
import { DEMO_DOCUMENTS, type Loop } from './loop.ts';
import { page } from './print.ts';
import { receivedLine, sentLine } from './wire.ts';

/** A payer that gives no notice is asked within two minutes. */
const ASKED_AFTER_MS = 180_000;

/** What the story is told with beside the endpoints: where the demo has its own service, its EHR and its bus are seen. */
export interface Stage {
  readonly ehr?: DemoEhr;
  readonly events?: readonly BusEvent[];
}

/** Exchanges that were not told yet, the oldest first. */
export const tellExchanges = async (
  loop: Loop,
  { exchanges }: PayerRequest,
  before: PayerRequest | undefined,
): Promise<void> => {
  const isTold = (name: string) => before?.exchanges.some((one) => one.name === name);
  for (const { name, what } of exchanges.filter((one) => !isTold(one.name)).toReversed()) {
    const exchange = await loop.exchange(name);
    if (!exchange) continue;
    if (what !== 'notice') page.wire(`practice -> payer  ${sentLine(exchange)}`);
    page.wire(`payer -> practice  ${what === 'notice' ? 'notice, ' : ''}${receivedLine(exchange)}`);
  }
};

/** The request as it was until what the payer asked for went out: that may happen before it is looked at. */
export const beforeUpdate = (request: PayerRequest): PayerRequest => {
  const at = request.exchanges.findLastIndex(({ what }) => what === 'update');
  return at < 0 ? request : { ...request, exchanges: request.exchanges.slice(at + 1) };
};

/** What the payer asks for is read in the EHR and sent where the practice says so, else a person adds it. */
export const giveDocuments = async (
  loop: Loop,
  pended: PayerRequest,
  act: (who: string, what: string) => void,
  { ehr, events }: Stage,
): Promise<PayerRequest> => {
  page.step(
    4,
    ehr ? 'Stresspass' : 'Coordinator',
    ehr ? 'reads the documents the payer asks for in the EHR, and sends them' : 'adds the documents the payer asks for',
  );
  if (ehr) page.tell('No coordinator is needed: the settings of this practice let these types go out by themselves.');
  else {
    const needs = pended.needs.filter(({ kind }) => kind === 'document');
    if (!needs.length) return pended;
    for (const { says } of needs) page.sees(says);
    const prepared = await loop.attach(DEMO_DOCUMENTS);
    act('A coordinator', 'added the documents');
    if (prepared?.state === 'pended') await loop.sendUpdate(prepared.etag).catch(() => undefined);
  }
  const decided = await loop.requestWhen(
    'the payer has not decided',
    ({ state }) => state === 'decided',
    events ? undefined : ASKED_AFTER_MS,
  );
  for (const type of ehr?.asked() ?? []) page.wire(`Stresspass -> EHR  GET DocumentReference, LOINC ${type}`);
  const own = ehr && decided.history.find((says) => says.includes('read in the EHR'));
  // A line of the history: its instant, then what happened.
  if (own) page.sees(own.slice(own.indexOf(' ') + 1));
  await tellExchanges(loop, decided, pended);
  return decided;
};
