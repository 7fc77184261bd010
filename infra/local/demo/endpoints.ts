import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { awsClient } from '../../../shared/adapters/aws/aws-client.ts';
import { ORDER_EVENT, VISIT_EVENT } from '../../../shared/http/order-events.ts';
import { readAnswer } from '../read-answer.ts';
import { readStatus, type Status } from '../read-status.ts';
import { readSlot, type Slot } from './read-slot.ts';

/** What a scheduler reads in the answer: the advice, the sentence, and the rule behind it. */
const adviceIn = (response: unknown) => {
  const { disposition, lines } = readAnswer(response);
  const [line] = lines;
  const met = line?.criteria.find(({ result }) => result === 'met');
  return { disposition, advice: line?.advice ?? '', rule: met ? `${met.id}, ${met.cite} (${met.level})` : '' };
};

/** The endpoints of a running service, as an EHR and a scheduler use them; the demo uses nothing else. */
export const demoEndpoints = (url: string) => {
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
    submit: async (message: unknown) => adviceIn(await post('/r4/CoverageEligibilityRequest/$submit', message)),
    recordDecision: async (orderId: string, decision: unknown): Promise<Status> =>
      readStatus(await post(order(orderId, 'record-decision'), decision)),
    /** Polls until the record exists: an event is answered shortly after it is accepted. */
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
export type DemoEndpoints = ReturnType<typeof demoEndpoints>;
