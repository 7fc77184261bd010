import { handlers as auditDoors } from '../../functions/audit/index.ts';
import { handlers as authDoors } from '../../functions/auth/index.ts';
import { handlers as hookDoors } from '../../functions/cds-hooks/index.ts';
import { handlers } from '../../functions/fhir-api/index.ts';
import { consume } from '../../functions/order-events/consume.ts';
import { notify } from '../../functions/order-events/notify.ts';
import { receive } from '../../functions/order-events/receive.ts';
import { handlers as pasDoors } from '../../functions/pas/index.ts';
import { handlers as packDoors } from '../../functions/rule-packs/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import type { Pointer } from '../../shared/app/ports/pointer.ts';
import { ORDER_EVENT, VISIT_EVENT } from '../../shared/http/order-events.ts';
import { type BusEvent, busEntry, queueEntry } from '../../shared/lambda/event-entry.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type Ask, eventOf, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { SENDER, subscriptionOf } from '../support/notice-desk.ts';
import { GROUP_NPI, pasItem, pasRequest } from '../support/pas-messages.ts';
import { responseOf } from '../support/payer-desk.ts';
import { requestableOrder } from '../support/requests.ts';
import { openAnswers, openFarSide } from './answer-harness.ts';

export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** In an address: the request, or the subscription, on file. */
const ON_FILE = '/Claim/on-file/';
const SUBSCRIBED = '/Subscription/on-file';
const CLIENT = {
  tenant: TENANT.id,
  use: 'smart',
  id: 'ehr',
  name: 'EHR',
  keys: [],
  scopes: ['system/*.cruds'],
} as const;

/** Every door of the service over one store in memory: what is called, what comes by event, and what follows it. */
export const openFuzzHarness = async () => {
  const sent: Pointer[] = [];
  const buried: Pointer[] = [];
  const far = await openFarSide();
  const harness = await openEndpointHarness((one) => ({
    ...one,
    ports: {
      ...one.ports,
      queue: { send: async (pointer) => void sent.push(pointer) },
      deadLetters: { send: async (pointer) => void buried.push(pointer) },
      events: { publish: async () => undefined },
      secrets: { read: async () => 'secret-of-north' },
      payerChannels: far.channels(one.ports),
    },
  }));
  const [north, ...others] = TENANT.sources;
  const payer = { id: 'payer-notices', name: 'Payer', hookSecret: 'file:unused' } as const;
  const sources = [{ ...north!, hookSecret: 'file:unused' } as const, ...others, payer];
  const outbound = [...far.settings.outbound, 'https://ehr.example'];
  const tenant = { ...TENANT, sources, ...far.settings, outbound };
  await harness.ports.settings.put(tenant);
  await harness.ports.clients.put({ ...CLIENT, senders: [SENDER], organizations: [GROUP_NPI] });
  const open = () => harness.harness;
  const handler = httpEntry(
    { ...handlers, ...authDoors, ...auditDoors, ...hookDoors, ...packDoors, ...pasDoors, notify },
    open,
  );
  const receiver = busEntry(receive, open);
  const consumer = queueEntry(consume, open);
  let events = 0;

  const ask = async (one: Ask): Promise<RawAnswer> => {
    const { statusCode, headers, body } = await handler(eventOf(one), lambdaContext('all'));
    return { status: statusCode, type: String(headers?.['content-type'] ?? ''), text: body };
  };
  await ask({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('known') });
  const submit = async (trace: string, items = [pasItem(1)]): Promise<string> => {
    const { status, text } = await ask({
      method: 'POST',
      path: '/r4/Claim/$submit',
      body: pasRequest({ trace, items }),
    });
    if (status !== 200) throw new Error(text);
    return responseOf(JSON.parse(text)).id;
  };
  await submit('known');
  const id = await submit('reviewed', [pasItem(1), pasItem(2, '99213')]);
  const { reviews } = harness.ports;
  const onFile = await reviews.get(TENANT.id, id);
  if (!onFile) throw new Error('No request is on file.');
  const request = (operation: string, body?: object) =>
    ask({ method: 'POST', path: `/r4/ServiceRequest/asked/$${operation}`, body });
  await ask({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: requestableOrder('asked') });
  await request('prepare-request');
  await request('send-request');
  const [asked] = await harness.ports.submissions.ofOrder(TENANT.id, { source: 'north', orderId: 'asked' });
  if (asked?.standing.state !== 'sent') throw new Error('No request was sent.');
  const answers = await openAnswers(asked, tenant, harness.ports, far);
  const { token } = await harness.ports.tokens.issue({ tenant: TENANT.id, client: 'ehr', scopes: CLIENT.scopes });
  const subscriptions = harness.ports.reviewSubscriptions;
  const listed = async () => (await subscriptions.list(TENANT.id)).map((one) => one.id);
  const asClient = (one: Ask): Ask => ({ ...one, headers: { authorization: `Bearer ${token}`, ...one.headers } });
  const subscribe = async () => {
    const body = subscriptionOf('https://ehr.example/notify');
    await ask(asClient({ method: 'POST', path: '/r4/Subscription', body }));
    const [subscribed] = await listed();
    if (!subscribed) throw new Error('No subscription is on file.');
    return subscribed;
  };
  let subscribed = await subscribe();
  /** As its client, on the one that is on file; another one is removed again, or there were soon too many. */
  const callSubscription = async (one: Ask): Promise<RawAnswer> => {
    if (!(await listed()).includes(subscribed)) subscribed = await subscribe();
    const answered = await ask(asClient({ ...one, path: one.path.replace(SUBSCRIBED, `/Subscription/${subscribed}`) }));
    for (const other of await listed()) if (other !== subscribed) await subscriptions.remove(TENANT.id, other);
    return answered;
  };

  /** Pended again, and sent by somebody who is not the reviewer. */
  const reopen = async (): Promise<void> => {
    const version = ((await reviews.get(TENANT.id, id))?.version ?? 0) + 1;
    if ((await reviews.commit({ ...onFile, submittedBy: 'ehr', version })) !== 'written') throw new Error('A race.');
  };
  const call = async (one: Ask): Promise<RawAnswer> => {
    if (one.path.includes('/Subscription')) return callSubscription(one);
    if (one.path.startsWith('/events/payer-notices')) {
      await answers.pend();
      return ask({ ...one, body: answers.placed(String(one.body ?? '')) });
    }
    if (!one.path.includes(ON_FILE)) return ask(one);
    await reopen();
    return ask({ ...one, path: one.path.replace(ON_FILE, `/Claim/${id}/`) });
  };

  return {
    ...harness,
    buried,
    call,
    answered: answers.take,
    close: async (): Promise<void> => {
      far.close();
      await harness.close();
    },
    /** Puts an event on the bus; undefined where the bus itself would not take it. */
    put: async (kind: string, text: string): Promise<void> => {
      const event = {
        id: `event-${++events}`,
        source: 'north',
        account: '',
        time: NOW,
        region: '',
        resources: [],
        version: '0',
      };
      const type = kind === 'visit-event' ? VISIT_EVENT : ORDER_EVENT;
      await receiver({ ...event, 'detail-type': type, detail: JSON.parse(text) } as BusEvent);
    },
    /** Everything in the queue is worked on, until nothing is left; how many failed. */
    drain: async (): Promise<number> => {
      let failed = 0;
      while (sent.length) {
        const Records = sent.splice(0, 10).map((pointer, index) => ({
          messageId: String(index),
          body: JSON.stringify(pointer),
          attributes: { ApproximateReceiveCount: '1' },
        }));
        failed += (await consumer({ Records } as never)).batchItemFailures.length;
      }
      return failed;
    },
  };
};
export type FuzzHarness = Awaited<ReturnType<typeof openFuzzHarness>>;
