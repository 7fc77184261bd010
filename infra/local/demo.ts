import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import { doorsOf } from './demo/doors.ts';
import { page } from './demo/print.ts';
import { ORDER, tellStory } from './demo/story.ts';
import { startService } from './service.ts';

/** `npm run demo`: against a service of its own in memory, or `-- --url http://localhost:3000` against a running one. */
const { values } = parseArgs({ options: { url: { type: 'string' } } });

const partsOf = ({ detail }: BusEvent) => detail as Readonly<Record<string, unknown>>;
const isOfTheStory = (event: BusEvent): boolean => partsOf(event).order === `ServiceRequest/${ORDER}`;

const tellEvent = (event: BusEvent): void => {
  const type = event['detail-type'];
  const { recordVersion, state, previousState, reasons, nextStep } = partsOf(event);
  if (type === 'BookingAtRisk') {
    page.fact(`version ${recordVersion}`, `${type}: ${String(reasons)}`);
    page.fact('', String(nextStep));
    return;
  }
  const from = previousState ? `${previousState} -> ` : '';
  page.fact(`version ${recordVersion}`, `${type}: ${from}${state}`);
};

const onOwnService = async (): Promise<void> => {
  const events: BusEvent[] = [];
  const service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' }, (event) => events.push(event));
  await tellStory(doorsOf(service.url));
  page.chapter(6, 'And everyone who listens on the bus was told');
  for (let tries = 0; tries < 50 && !events.some((event) => event['detail-type'] === 'BookingAtRisk'); tries++)
    await sleep(100);
  events.filter(isOfTheStory).forEach(tellEvent);
  await service.close();
};

try {
  await (values.url ? tellStory(doorsOf(values.url)) : onOwnService());
  page.end('The end. Start the service with npm start and try it yourself.');
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
