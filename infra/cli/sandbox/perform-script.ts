import { setTimeout as sleep } from 'node:timers/promises';
import type { Tenant } from '../../../shared/app/ports/ports.ts';
import { VISIT_EVENT } from '../../../shared/http/order-events.ts';
import { readSlot } from '../../local/demo/read-slot.ts';
import { readStatus, type Status } from '../../local/read-status.ts';
import type { Script, ScriptStep } from '../../local/sandbox/script.ts';
import { type Scene, writeOrder } from '../../local/sandbox/write-order.ts';
import { writeDecision, writeVisit } from '../../local/sandbox/write-step.ts';
import { callAws } from '../events/call-aws.ts';
import { type PublishedNow, readPublished } from '../events/published.ts';
import { Refusal } from '../refusal.ts';
import { askService, callService } from '../service/call-service.ts';
import { moveClock } from './clock.ts';

/** What a step did to the record. */
export interface Happened {
  readonly step: string;
  readonly state: string;
  readonly advice: string;
  readonly says: string;
}

interface Running {
  readonly url: string;
  readonly tenant: Tenant['id'];
  /** The sandbox's own instant. */
  readonly now: string;
  /** Position in the published events from which on they are of this run. */
  readonly before: number;
}

const SOURCE = 'sandbox-ehr';
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 200;

/** Plays a script in a service that runs, as the systems around it would: by HTTP and on its bus. */
export const performScript = async (script: Script, scene: Scene, { url, tenant, now, before }: Running) => {
  const order = `/r4/ServiceRequest/${scene.id}`;
  const post = (path: string, message: object) =>
    askService(url, { method: 'POST', path, body: JSON.stringify(message), tenant });
  const status = async (): Promise<Status> =>
    readStatus(await askService(url, { path: `${order}/$authorization-status`, tenant }));
  const told = async (step: string, says?: string): Promise<Happened> => {
    const record = await status();
    return { step, state: record.state, advice: record.of('advice'), says: says ?? record.of('disposition') };
  };
  const version = async () =>
    (await callService(url, { path: `${order}/$authorization-status`, tenant })).headers.get('etag');
  /** A visit comes by the bus, whose sender does not wait: until the record has another version. */
  const visited = async (visit: object): Promise<void> => {
    const known = await version();
    const entry = {
      Source: SOURCE,
      DetailType: VISIT_EVENT,
      Detail: JSON.stringify({ source: SOURCE, resource: visit }),
    };
    await callAws(url, 'AWSEvents.PutEvents', { Entries: [entry] });
    for (const start = Date.now(); (await version()) === known; await sleep(LOOK_EVERY_MS))
      if (Date.now() - start > PATIENCE_MS) throw new Refusal('The visit was not recorded in ten seconds.');
  };
  const play = async (step: ScriptStep): Promise<Happened> => {
    if ('order' in step) {
      await post('/r4/ServiceRequest/$assess', writeOrder(script, scene, step.order));
      return told(`POST /r4/ServiceRequest/$assess (the order is ${step.order})`);
    }
    if ('decision' in step) {
      await post(`${order}/$record-decision`, writeDecision(step.decision, scene, now));
      return told(`POST ${order}/$record-decision (${step.decision.decision})`);
    }
    if ('clock' in step) {
      const { Today } = await moveClock(url, `+${step.clock}d`);
      return told(`Clock of the sandbox moved to ${Today}`);
    }
    const visit = writeVisit(step.visit, scene, new Date().toISOString());
    await visited(visit);
    const parameter = [{ name: 'start', valueDateTime: visit.start }];
    const slot = readSlot(await post(`${order}/$bookable`, { resourceType: 'Parameters', parameter }));
    return told(`FHIR Appointment on the bus, then $bookable: ${slot.answer}`, `${slot.because} ${slot.nextStep}`);
  };
  await post('/r4/ServiceRequest/$assess', writeOrder(script, scene));
  const happened = [await told('POST /r4/ServiceRequest/$assess')];
  for (const step of script.steps) happened.push(await play(step));
  return { happened, events: await published(url, scene, before) };
};

/** Events of the order; the relay publishes them within a second or two. */
const published = async (url: string, { id }: Scene, before: number): Promise<readonly PublishedNow[]> => {
  const events: PublishedNow[] = [];
  let after = before;
  for (const start = Date.now(); Date.now() - start < 3_000; await sleep(LOOK_EVERY_MS)) {
    const { Events, Next } = await readPublished(url, after);
    events.push(...Events.filter(({ detail }) => detail.order === `ServiceRequest/${id}`));
    after = Next;
  }
  return events;
};
