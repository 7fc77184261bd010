import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { callAws } from '../../infra/cli/events/call-aws.ts';
import { LOCAL_TENANT } from '../../infra/local/environment.ts';
import { VISIT_EVENT } from '../../shared/http/order-events.ts';
import { appointment } from '../support/appointments.ts';
import { inDays } from '../support/days.ts';
import { notification } from '../support/notifications.ts';
import { upcomingOrder } from '../support/orders.ts';
import { HOOK_SECRET, json, type Kept, pick, post, SOURCE } from './kept.ts';

/** A file, its orders planned two weeks from now. */
const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), (_key, value) =>
    value?.resourceType === 'ServiceRequest' ? { ...value, occurrenceDateTime: inDays(14) } : value,
  );
const REQUEST = read('infra/local/demo/eligibility-request.json');
const SIGNED = read('docs/samples/cds-hooks/order-sign-questions-open.json');
const SIGN = 'order-sign-crd';

/** What these doors need to know of the orders. */
export interface Orders {
  /** Orders that surely have a record. */
  readonly answered: ReadonlySet<string>;
  readonly acknowledge: (id: string, isAnswered: boolean) => void;
  /** An answer that should not have been. */
  readonly unexpected: (says: string) => void;
}

/** Callers of the doors that do not take orders themselves, or take them under a promise of their own. */
export const makeOtherDoors = ({ answered, acknowledge, unexpected }: Orders) => {
  const kept: Kept[] = [];
  const counts: Record<string, number> = {};
  /** Calls under a key that nobody answered yet. */
  const open = new Set<string>();
  /** What was answered under a key. */
  const told = new Map<string, string>();
  let numbers = 0;

  const keep = (door: string, one: Kept): void => {
    kept.push(one);
    counts[door] = (counts[door] ?? 0) + 1;
  };
  const isGood = async (door: string, response: Response): Promise<boolean> => {
    if (!response.ok) unexpected(`${door} ${response.status} ${(await response.text()).slice(0, 300)}`);
    return response.ok;
  };

  const submit = async (url: string): Promise<void> => {
    const response = await post(`${url}/r4/CoverageEligibilityRequest/$submit`, REQUEST);
    if (!(await isGood('$submit', response))) return;
    const { id } = (await response.json()) as { readonly id: string };
    keep('$submit', {
      what: `answer ${id}`,
      holds: async ({ authorizations }) => (await authorizations.answer(LOCAL_TENANT, id)) !== undefined,
    });
  };

  const sign = async (url: string): Promise<void> => {
    const draft = JSON.stringify(SIGNED).replaceAll('questions', `draft-${pick(1e9)}`);
    const response = await post(`${url}/cds-services/${SIGN}`, { ...JSON.parse(draft), hookInstance: randomUUID() });
    if (!(await isGood('order-sign', response))) return;
    const [, id] = /"coverage-assertion-id","valueString":"([^"]+)"/.exec(await response.text()) ?? [];
    if (!id) return;
    keep('order-sign', {
      what: `assertion ${id}`,
      holds: async ({ assertions }) => (await assertions.get(LOCAL_TENANT, id)) !== undefined,
    });
  };

  const feedback = async (url: string): Promise<void> => {
    const card = randomUUID();
    const at = new Date(Date.UTC(2026, 0, 1) + pick(1e9)).toISOString();
    const body = { feedback: [{ card, outcome: 'accepted', outcomeTimestamp: at }] };
    if (!(await isGood('feedback', await post(`${url}/cds-services/${SIGN}/feedback`, body)))) return;
    keep('feedback', {
      what: `feedback ${card}`,
      holds: async ({ feedback }) => (await feedback.list(LOCAL_TENANT, SIGN, at, at)).some((one) => one.card === card),
    });
  };

  const notify = async (url: string): Promise<void> => {
    const number = ++numbers;
    const id = `told-${number}`;
    const { entry = [] } = upcomingOrder(id);
    const body = notification(
      'orders',
      'event-notification',
      number,
      [{ number, focus: `ServiceRequest/${id}` }],
      entry,
    );
    const response = await post(`${url}/events/${SOURCE}`, body, { authorization: `Bearer ${HOOK_SECRET}` });
    if (!(await isGood('notify', response))) return;
    counts.notify = (counts.notify ?? 0) + 1;
    acknowledge(id, false);
  };

  const visit = async (url: string): Promise<void> => {
    const ids = [...answered];
    const orderId = ids[pick(ids.length)];
    if (!orderId) return;
    const name = `visit-${orderId}`;
    const resource = appointment(name, orderId, `${inDays(14)}T09:00:00-05:00`);
    const entry = { Source: SOURCE, DetailType: VISIT_EVENT, Detail: JSON.stringify({ source: SOURCE, resource }) };
    const [put] = (await callAws(url, 'AWSEvents.PutEvents', { Entries: [entry] })).Entries as { EventId?: string }[];
    if (!put?.EventId) return;
    keep('visit', {
      what: `visit of ${orderId}`,
      holds: async ({ authorizations }) => {
        const { records } = await authorizations.load(LOCAL_TENANT, [{ source: SOURCE, orderId }], []);
        return records[0]?.bookings?.some((one) => one.appointment === name) ?? false;
      },
    });
  };

  /** A new call under a key, one that broke off, or one that was answered: then with the same bytes. */
  const keyed = async (url: string): Promise<void> => {
    const old = [...told.keys()];
    const [waiting] = open;
    const key = Math.random() < 0.4 ? (waiting ?? old[pick(old.length)]) : undefined;
    return askKeyed(url, key ?? `keyed-${++numbers}`);
  };

  const askKeyed = async (url: string, key: string): Promise<void> => {
    if (!told.has(key)) open.add(key);
    const headers = { ...json, 'idempotency-key': key };
    const response = await post(`${url}/r4/ServiceRequest/$assess?source=${SOURCE}`, upcomingOrder(key), headers);
    const text = await response.text();
    // The first call may have died with the service: its key is free again after some seconds.
    if (response.status === 503) return;
    if (response.status !== 200) return unexpected(`keyed ${response.status} ${text.slice(0, 300)}`);
    const known = told.get(key);
    if (known !== undefined && known !== text) return unexpected(`${key}: answered otherwise`);
    if (known !== undefined) return;
    open.delete(key);
    told.set(key, text);
    acknowledge(key, true);
    keep('keyed', {
      what: `${key} once`,
      holds: async ({ authorizations }) => {
        const history = await authorizations.history(LOCAL_TENANT, { source: SOURCE, orderId: key });
        return history.filter(({ what }) => what === 'assessed').length === 1;
      },
    });
  };

  return { calls: [submit, sign, feedback, notify, visit, keyed], kept, counts };
};
