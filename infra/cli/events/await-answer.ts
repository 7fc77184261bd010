import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_QUEUES } from '../../local/environment.ts';
import { readStatus, type Status } from '../../local/read-status.ts';
import { callService } from '../service/call-service.ts';
import { callAws } from './call-aws.ts';

const PATIENCE_MS = 15_000;

const lengthOf = async (url: string, name: string): Promise<number> => {
  const { Attributes } = await callAws(url, 'AmazonSQS.GetQueueAttributes', { QueueUrl: `${url}/0/${name}` });
  return Object.values(Attributes as Record<string, string>).reduce((sum, count) => sum + Number(count), 0);
};

const untilEmpty = async (url: string): Promise<boolean> => {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await sleep(100))
    if ((await lengthOf(url, LOCAL_QUEUES.orders)) === 0) return true;
  return false;
};

/** Result of a sent order, for `--json` and as text. */
interface Sent {
  readonly outcome: 'answered' | 'refused' | 'waiting' | 'unknown';
  readonly state?: string;
  readonly advice?: string;
  readonly disposition?: string;
  readonly lines: readonly string[];
}

const answered = ({ state, of }: Status, address: string): Sent => {
  const [advice, disposition] = [of('advice'), of('disposition')];
  const lines = [`State    ${state}`, `Advice   ${advice}`, `Answer   ${disposition}`, `Status   curl -s '${address}'`];
  return { outcome: 'answered', state, advice, disposition, lines };
};

/**
 * Called before the order is sent; returns a function that waits for its result. A queue has no status per message, so it
 * waits for the queue to be empty, and takes a new dead letter as a refusal: valid locally, where one person sends at a
 * time.
 */
export const awaitAnswer = async (
  url: string,
  source: string,
  orderId: string | undefined,
): Promise<() => Promise<Sent>> => {
  const deadBefore = await lengthOf(url, LOCAL_QUEUES.deadLetters);
  const path = `/r4/ServiceRequest/${encodeURIComponent(orderId ?? '')}/$authorization-status?source=${encodeURIComponent(source)}`;
  return async () => {
    if (!(await untilEmpty(url)))
      return { outcome: 'waiting', lines: [`Answer   not yet after ${PATIENCE_MS / 1_000} s; ask later.`] };
    if ((await lengthOf(url, LOCAL_QUEUES.deadLetters)) > deadBefore)
      return {
        outcome: 'refused',
        lines: [
          'Answer   refused: it is a dead letter. The log line "order-refused" of the service names the problem.',
        ],
      };
    if (!orderId)
      return {
        outcome: 'answered',
        lines: ['Answer   given; the order has no id, so ask for it by its placer number.'],
      };
    const response = await callService(url, { path });
    if (!response.ok) return { outcome: 'unknown', lines: [`Answer   none on file (${response.status}).`] };
    return answered(readStatus(await response.json()), url + path);
  };
};
