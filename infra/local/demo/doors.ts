import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { awsClient } from '../../../shared/adapters/aws/aws-client.ts';
import { ORDER_EVENT, VISIT_EVENT } from '../../../shared/http/order-events.ts';
import { readStatus, type Status } from '../read-status.ts';
import { readSlot, type Slot } from './read-slot.ts';

interface Part {
  readonly url: string;
  readonly valueCode?: string | undefined;
  readonly valueString?: string | undefined;
  readonly extension?: readonly Part[] | undefined;
}
const part: z.ZodMiniType<Part> = z.looseObject({
  url: z.string(),
  valueCode: z.optional(z.string()),
  valueString: z.optional(z.string()),
  extension: z.optional(z.lazy(() => z.array(part))),
});
const extended = z.looseObject({ extension: z.array(part) });
const responseShape = z.looseObject({
  disposition: z.string(),
  insurance: z.array(z.looseObject({ item: z.array(extended) })),
});

/** What a scheduler reads of the answer: the advice, the sentence, and the rule behind it. */
const readAnswer = (response: unknown) => {
  const { disposition, insurance } = responseShape.parse(response);
  const parts = insurance[0]?.item[0]?.extension[0]?.extension ?? [];
  const met = parts.find(
    ({ url, extension = [] }) =>
      url === 'criterion' && extension.some((one) => one.url === 'result' && one.valueCode === 'met'),
  );
  const of = (name: string) => met?.extension?.find(({ url }) => url === name);
  return {
    disposition,
    advice: parts.find(({ url }) => url === 'advice')?.valueCode ?? '',
    rule: met ? `${of('id')?.valueCode}, ${of('cite')?.valueString} (${of('level')?.valueCode})` : '',
  };
};

/** The doors of a running service, as an EHR and a scheduler use them; nothing else of it is touched. */
export const doorsOf = (url: string) => {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const put = async (source: string, type: string, detail: unknown): Promise<void> => {
    const client = new EventBridgeClient(awsClient({ region: 'us-east-1', endpoint: url }));
    const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail) };
    await client.send(new PutEventsCommand({ Entries: [entry] }));
    client.destroy();
  };
  const order = (orderId: string, operation: string): string => `/r4/ServiceRequest/${orderId}/$${operation}`;
  return {
    putOrder: (source: string, bundle: unknown) => put(source, ORDER_EVENT, { source, bundle }),
    putVisit: (source: string, resource: unknown) => put(source, VISIT_EVENT, { source, resource }),
    bookable: async (orderId: string, start: string): Promise<Slot> => {
      const parameter = [{ name: 'start', valueDateTime: start }];
      return readSlot(await post(order(orderId, 'bookable'), { resourceType: 'Parameters', parameter }));
    },
    submit: async (message: unknown) => readAnswer(await post('/r4/CoverageEligibilityRequest/$submit', message)),
    recordDecision: async (orderId: string, decision: unknown): Promise<Status> =>
      readStatus(await post(order(orderId, 'record-decision'), decision)),
    /** Asks again until the record is there: an event is answered a moment after it was taken. */
    status: async (orderId: string): Promise<Status> => {
      for (let tries = 0; tries < 100; tries++) {
        const response = await fetch(url + order(orderId, 'authorization-status'));
        if (response.ok) return readStatus(await response.json());
        await response.text();
        await sleep(50);
      }
      throw new Error('The order was not answered.');
    },
  };
};
export type Doors = ReturnType<typeof doorsOf>;
