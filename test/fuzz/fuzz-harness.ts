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
import { pasItem, pasRequest } from '../support/pas-messages.ts';
import { responseOf } from '../support/payer-desk.ts';

export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** In the address of a review: the request on file. */
const ON_FILE = '/Claim/on-file/';

/** Every door of the service over one store in memory: what is called, what comes by event, and what follows it. */
export const openFuzzHarness = async () => {
  const sent: Pointer[] = [];
  const buried: Pointer[] = [];
  const harness = await openEndpointHarness((one) => ({
    ...one,
    ports: {
      ...one.ports,
      queue: { send: async (pointer) => void sent.push(pointer) },
      deadLetters: { send: async (pointer) => void buried.push(pointer) },
      events: { publish: async () => undefined },
      secrets: { read: async () => 'secret-of-north' },
    },
  }));
  const [north, ...others] = TENANT.sources;
  await harness.ports.settings.put({ ...TENANT, sources: [{ ...north!, hookSecret: 'file:unused' }, ...others] });
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
  /** Pended again, and sent by somebody who is not the reviewer. */
  const reopen = async (): Promise<void> => {
    const version = ((await reviews.get(TENANT.id, id))?.version ?? 0) + 1;
    if ((await reviews.commit({ ...onFile, submittedBy: 'ehr', version })) !== 'written') throw new Error('A race.');
  };
  const call = async (one: Ask): Promise<RawAnswer> => {
    if (!one.path.includes(ON_FILE)) return ask(one);
    await reopen();
    return ask({ ...one, path: one.path.replace(ON_FILE, `/Claim/${id}/`) });
  };

  return {
    ...harness,
    buried,
    call,
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
