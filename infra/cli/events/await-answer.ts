import { setTimeout as sleep } from 'node:timers/promises';
import { askToken } from '../../local/clients/ask-token.ts';
import { readyMade } from '../../local/clients/ready-made.ts';
import { LOCAL_QUEUES, LOCAL_TENANT } from '../../local/environment.ts';
import { readStatus, type Status } from '../../local/read-status.ts';
import { readSettings } from '../../local/settings.ts';
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

/** Where the doors are locked, the ready-made client asks. */
const askStatus = async (url: string, status: string): Promise<Response> => {
  const response = await fetch(status);
  const [app] = readyMade(LOCAL_TENANT);
  if (response.status !== 401 || !app) return response;
  const { dataDir } = readSettings(process.env);
  const token = await askToken(app, 'system/Task.r', { url, dataDir });
  return fetch(status, { headers: { authorization: `Bearer ${token}` } });
};

const describe = ({ state, of }: Status): readonly string[] => [
  `State    ${state}`,
  `Advice   ${of('advice')}`,
  `Answer   ${of('disposition')}`,
];

/**
 * Asked before the order goes out, gives back a wait for what becomes of it. A queue tells nobody about one message, so
 * the wait is for the queue to be empty, and a longer list of dead letters means refused: true on a laptop, where one
 * person sends at a time.
 */
export const awaitAnswer = async (
  url: string,
  source: string,
  orderId: string | undefined,
): Promise<() => Promise<readonly string[]>> => {
  const deadBefore = await lengthOf(url, LOCAL_QUEUES.deadLetters);
  const status = `${url}/r4/ServiceRequest/${encodeURIComponent(orderId ?? '')}/$authorization-status?source=${encodeURIComponent(source)}`;
  return async () => {
    if (!(await untilEmpty(url))) return [`Answer   not yet after ${PATIENCE_MS / 1_000} s; ask later.`];
    if ((await lengthOf(url, LOCAL_QUEUES.deadLetters)) > deadBefore)
      return ['Answer   refused: it is a dead letter. The log line "order-refused" of the service names the problem.'];
    if (!orderId) return ['Answer   given; the order has no id, so ask for it by its placer number.'];
    const response = await askStatus(url, status);
    if (!response.ok) return [`Answer   none on file (${response.status}).`];
    return [...describe(readStatus(await response.json())), `Status   curl -s '${status}'`];
  };
};
