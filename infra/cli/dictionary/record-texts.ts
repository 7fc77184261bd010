import { readFileSync } from 'node:fs';
import { deliveryText } from '../../../shared/adapters/dynamodb/messages/outbox-store.ts';
import { recordText } from '../../../shared/adapters/dynamodb/records/head-item.ts';
import { answerText } from '../../../shared/adapters/dynamodb/records/stage.ts';
import type { AuthorizationStore } from '../../../shared/app/ports/authorization-store.ts';
import { decisionMessage, eligibilityMessage, orderMessage } from '../falsify/ask/write-messages.ts';
import { anyOrder, usualOrder } from '../falsify/orders/make-order.ts';
import type { OrderParts } from '../falsify/orders/order.ts';
import { makeRandom, seedOf } from '../falsify/random.ts';
import { openMemoryRecords } from '../falsify/service/memory-records.ts';
import { openTrial, type Trial } from '../falsify/service/open-trial.ts';

const AT = '2026-06-01T15:00:00.000Z';
const demo = (name: string): string => readFileSync(new URL(`../../local/demo/${name}`, import.meta.url), 'utf8');

/** The same store, but everything it would store as text is kept. */
const keeping = (store: AuthorizationStore, texts: string[]): AuthorizationStore => ({
  ...store,
  stage: (tenant, staged, assessment) => {
    texts.push(answerText(assessment, staged));
    for (const { delivery, content } of staged) texts.push(deliveryText(delivery), ...(content ? [content.text] : []));
    return store.stage(tenant, staged, assessment);
  },
  commit: (record, expected) => {
    texts.push(recordText(record));
    return store.commit(record, expected);
  },
});

const sendAll = async (parts: OrderParts, trial: Trial): Promise<void> => {
  const { at, decisions, order } = parts;
  await trial.call({ handler: 'eligibility-submit', body: eligibilityMessage(parts), at });
  trial.forget();
  await trial.call({ handler: 'assess', body: orderMessage(parts), at });
  for (const decision of decisions)
    await trial.call({ handler: 'record-decision', id: order.id ?? '', body: decisionMessage(decision), at });
  trial.forget();
};

/** Digests are different in every record, and of dates all but the year. */
const withoutOwn = (text: string): string =>
  text.replace(/[0-9a-f]{24,64}/g, '').replace(/\b\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?/g, '2026-');

/** Everything stored as text for so many synthetic orders, as they come in practice and of every kind. */
export const recordTexts = async (orders: number, seed: number): Promise<readonly string[]> => {
  const texts: string[] = [];
  const records = openMemoryRecords();
  const trial = openTrial({ ...records, authorizations: keeping(records.authorizations, texts) });
  for (let n = 0; n < orders; n++) {
    await sendAll((n % 2 ? anyOrder : usualOrder)(makeRandom(seedOf(seed, n))).parts, trial);
    if (n % 20) continue;
    await trial.call({ handler: 'eligibility-submit', body: demo('eligibility-request.json'), at: AT });
    trial.forget();
    await trial.call({ handler: 'assess', body: demo('order.json'), at: AT });
    trial.forget();
  }
  return texts.map(withoutOwn);
};
