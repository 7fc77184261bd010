import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonOption } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { findService } from '../service/find-service.ts';
import type { ServiceOption } from '../service/options.ts';
import { deliveryLine, eventLine, readDelivered, readPublished } from './published.ts';

const LOOK_EVERY_MS = 500;

interface Options extends ServiceOption, JsonOption {
  readonly type?: string;
  readonly count?: string;
}

const showDeliveries = async (url: string, after: string, json: boolean | undefined): Promise<string> => {
  const { Deliveries, Next } = await readDelivered(url, after);
  for (const one of Deliveries)
    process.stdout.write(`${json ? JSON.stringify({ webhook: one }) : deliveryLine(one)}\n`);
  return Next;
};

/** Prints what the service publishes and tells webhooks from now on, one line each. */
export const listenToEvents = async ({ url: given, type, count, json }: Options): Promise<ExitCode> => {
  const most = count === undefined ? Number.POSITIVE_INFINITY : Number(count);
  if (!(most >= 1)) throw wrongUsage(`--count is "${count}"; it takes a number from 1.`);
  const url = await findService(given);
  let shown = 0;
  let { Next: after } = await readPublished(url);
  let { Next: delivered } = await readDelivered(url);
  process.stderr.write(`Listening at ${url}. Ctrl-C ends it.\n`);
  while (shown < most) {
    const { Events, Next, Missed } = await readPublished(url, after);
    if (Missed) process.stderr.write(`${Missed} events came faster than they were read, and are not shown.\n`);
    const wanted = Events.filter((event) => type === undefined || event['detail-type'] === type);
    for (const event of wanted.slice(0, most - shown))
      process.stdout.write(`${json ? JSON.stringify(event) : eventLine(event)}\n`);
    shown += wanted.length;
    after = Next;
    if (type === undefined) delivered = await showDeliveries(url, delivered, json);
    if (shown < most && Events.length === 0) await sleep(LOOK_EVERY_MS);
  }
  return 0;
};
