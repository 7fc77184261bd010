import { setTimeout as sleep } from 'node:timers/promises';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import { demoEndpoints } from './demo/endpoints.ts';
import { page } from './demo/print.ts';
import { ORDER, tellStory } from './demo/story.ts';
import { startService } from './service.ts';

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
  await tellStory(demoEndpoints(service.url));
  page.chapter(6, 'And everyone who listens on the bus was told');
  for (let tries = 0; tries < 50 && !events.some((event) => event['detail-type'] === 'BookingAtRisk'); tries++)
    await sleep(100);
  events.filter(isOfTheStory).forEach(tellEvent);
  await service.close();
};

const onRunningService = async (url: string): Promise<void> => {
  await fetch(`${url}/health`).catch(() => {
    throw new Error(`No service answers at ${url}. Start one with npm start.`);
  });
  await tellStory(demoEndpoints(url));
};

/** Runs the demo against its own in-memory service, or against a running one. */
export const playDemo = async ({ url }: { readonly url?: string }): Promise<0> => {
  await (url ? onRunningService(url) : onOwnService());
  page.end('The end. Start the service with npm start and try it yourself.');
  return 0;
};
