import type { BookableAnswer } from '../model/answer.ts';
import type { Assessment } from '../model/determination.ts';
import type { Decision, FollowUp, Order, OrderOptions, OrderRecord, OrderSearch, Slot } from '../model/order.ts';
import type { Answers, Asking, Question } from '../model/question.ts';
import { elementOf } from '../read/element.ts';
import { parametersOf } from '../read/parts.ts';
import { readBookable } from '../read/read-answer.ts';
import { nextOf, resourcesOf } from '../read/read-day.ts';
import { readAssessment } from '../read/read-determination.ts';
import { type Form, readForm } from '../read/read-form.ts';
import { readRecord } from '../read/read-record.ts';
import { pathOf, queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';
import { writeAnswers } from '../write/write-answers.ts';
import { writeAsking } from '../write/write-asking.ts';
import { writeDecision, writeFollowUp, writeSlot } from '../write/write-parameters.ts';

export interface OrderCalls {
  /** All an order view shows: the record, and the newest answer with its determination. */
  order(id: string, options?: OrderOptions): Promise<Order>;
  /** The record alone. */
  record(id: string, options?: OrderOptions): Promise<OrderRecord>;
  /** Records found, newest service date first, page by page as far as they are read. */
  orders(search?: OrderSearch): AsyncIterable<OrderRecord>;
  /** What can be asked of a clinician. */
  questions(): Promise<readonly Question[]>;
  /** A question without a record. */
  ask(asking: Asking): Promise<Assessment>;
  answer(id: string, answers: Answers, options?: OrderOptions & { readonly author?: string }): Promise<Assessment>;
  /** Asks the payer of an order on file whether the coverage is in force; once in five minutes. */
  askEligibility(id: string, options?: OrderOptions): Promise<Assessment>;
  recordDecision(id: string, decision: Decision, options?: OrderOptions): Promise<OrderRecord>;
  bookable(id: string, slot: Slot, options?: Pick<OrderOptions, 'source'>): Promise<BookableAnswer>;
  followUp(id: string, change: FollowUp, options?: OrderOptions): Promise<OrderRecord>;
}

const NOTHING = JSON.stringify({ resourceType: 'Parameters' });

const operation = (id: string, name: string, { source }: OrderOptions) =>
  `/r4/ServiceRequest/${encodeURIComponent(id)}/$${name}${queryOf({ source })}`;

const periodOf = ({ from, to }: OrderSearch) => [...(from ? [`ge${from}`] : []), ...(to ? [`le${to}`] : [])];

const searchPath = (search: OrderSearch): string => {
  const { patient, identifier, states, count } = search;
  const query = queryOf({ patient, identifier, 'business-status': states, _count: count });
  const period = periodOf(search).map((one) => `period=${one}`);
  return `/r4/Task${[query || (period.length ? '?' : ''), ...period].join('&').replace('?&', '?')}`;
};

export const orderCalls = (transport: Transport, today: () => string): OrderCalls => {
  let form: Promise<Form> | undefined;
  const openForm = (): Promise<Form> => {
    form ??= transport.json({ path: '/r4/Questionnaire/stress-test-clinical' }).then(readForm);
    // A failure is not kept: the next question asks again.
    form.catch(() => {
      form = undefined;
    });
    return form;
  };
  const change = (id: string, name: string, body: string, options: OrderOptions): Promise<unknown> =>
    transport.json({
      method: 'POST',
      path: operation(id, name, options),
      body,
      writes: true,
      ...(options.etag ? { ifMatch: options.etag } : {}),
    });
  const record = async (id: string, options: OrderOptions = {}): Promise<OrderRecord> =>
    readRecord(await transport.json({ path: operation(id, 'authorization-status', options) }));
  const newest = async (id: string, { source }: OrderOptions): Promise<Assessment | undefined> => {
    const query = queryOf({ request: `ServiceRequest/${id}`, source, _sort: '-created', _count: 1 });
    const [found] = resourcesOf(await transport.json({ path: `/r4/CoverageEligibilityResponse${query}` }));
    return found && readAssessment(found);
  };
  const byId = async (id: string): Promise<Assessment> =>
    readAssessment(await transport.json({ path: `/r4/CoverageEligibilityResponse/${id}` }));

  return {
    order: async (id, options = {}) => {
      const [found, last] = await Promise.all([record(id, options), newest(id, options)]);
      // The newest answer can be one a moment younger than the record, or of another EHR's order with this id.
      const assessment = found.answerId && last?.id !== found.answerId ? await byId(found.answerId) : last;
      const determination =
        assessment?.lines.find(({ order }) => order === id) ?? assessment?.lines.find(({ advice }) => advice !== '');
      return { record: found, ...(assessment ? { assessment } : {}), ...(determination ? { determination } : {}) };
    },
    record,
    async *orders(search = {}) {
      for (let path: string | undefined = searchPath(search); path; ) {
        const page: unknown = await transport.json({ path });
        yield* resourcesOf(page).map(readRecord);
        const next = nextOf(page);
        path = next && pathOf(next);
      }
    },
    questions: async () => (await openForm()).questions,
    ask: async (asking) => {
      const body = writeAsking(asking, await openForm(), today());
      const path = '/r4/CoverageEligibilityRequest/$submit';
      return readAssessment(await transport.json({ method: 'POST', path, body, writes: true }));
    },
    answer: async (id, answers, options = {}) => {
      const body = writeAnswers(answers, await openForm(), options.author);
      return readAssessment(await change(id, 'answer', body, options));
    },
    askEligibility: async (id, options = {}) => readAssessment(await change(id, 'ask-eligibility', NOTHING, options)),
    recordDecision: async (id, decision, options = {}) =>
      readRecord(await change(id, 'record-decision', writeDecision(decision), options)),
    bookable: async (id, slot, options = {}) => {
      const path = operation(id, 'bookable', options);
      return readBookable(
        parametersOf(elementOf(await transport.json({ method: 'POST', path, body: writeSlot(slot) }))),
      );
    },
    followUp: async (id, followed, options = {}) =>
      readRecord(await change(id, 'follow-up', writeFollowUp(followed), options)),
  };
};
