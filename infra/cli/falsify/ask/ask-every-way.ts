import type { CoverageEligibilityResponse, Parameters } from 'fhir/r4';
import type { OrderParts } from '../orders/order.ts';
import type { Trial } from '../service/open-trial.ts';
import { readCards, readList, readResponse, readSlotAnswer, readStatement } from './read-answers.ts';
import type { Said } from './said.ts';
import {
  claimMessage,
  decisionMessage,
  eligibilityMessage,
  orderMessage,
  signCall,
  slotMessage,
  visitList,
} from './write-messages.ts';

/** Sends an order and records what the payer decided about it. */
const record = async ({ at, ...parts }: OrderParts, trial: Trial): Promise<void> => {
  const message = orderMessage({ at, ...parts });
  trial.exempt(parts.notices);
  await trial.call({ handler: 'assess', body: message, at });
  for (const decision of parts.decisions)
    await trial.call({ handler: 'record-decision', id: parts.order.id ?? '', body: decisionMessage(decision), at });
};

/** Everything the service says about an order, asked in every way people ask; what is refused says nothing. */
export const askEveryWay = async (parts: OrderParts, trial: Trial): Promise<readonly Said[]> => {
  const said: Said[] = [];
  const ask = async (handler: string, body: unknown, more: { id?: string; csv?: true } = {}): Promise<unknown> => {
    const { status, body: answer } = await trial.call({ handler, body, at: parts.at, ...more });
    if (status !== 200) return undefined;
    return typeof answer === 'string' && !more.csv ? JSON.parse(answer) : answer;
  };
  const note = (one: Said | undefined): void => void (one && said.push(one));
  const id = parts.order.id ?? '';
  if (parts.earlier) await record(parts.earlier, trial);

  trial.exempt(parts.notices);
  const assessed = await ask('assess', orderMessage(parts));
  if (assessed) note(readResponse('assess', assessed as CoverageEligibilityResponse));
  for (const decision of parts.decisions) await ask('record-decision', decisionMessage(decision), { id });
  const submitted = await ask('eligibility-submit', eligibilityMessage(parts));
  if (submitted) note(readResponse('submit', submitted as CoverageEligibilityResponse));
  if (parts.withdrawn) trial.exempt([]);
  const slot = await ask('bookable', slotMessage(parts), { id });
  if (slot) note(readSlotAnswer('bookable', slot as Parameters));
  const list = await ask('worklist', visitList(parts), { csv: true });
  if (typeof list === 'string') note(readList(list));
  const claim = await ask('claim-check', claimMessage(parts));
  if (claim) note(readResponse('claim', claim as CoverageEligibilityResponse));
  const signed = await ask('invoke', signCall(parts), { id: 'order-sign-crd' });
  if (signed) {
    note(readCards(signed as never));
    note(readStatement(signed as never));
  }
  return said;
};
