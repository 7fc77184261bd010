import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type OrderRecord, type PayerRequest } from '../../../client/index.ts';
import { LOINC } from '../../../shared/codes/systems.ts';
import { ORDER_EVENT, VISIT_EVENT } from '../../../shared/http/order-events.ts';
import { dayAfter } from '../day-after.ts';
import { SANDBOX_TENANT } from '../environment.ts';
import { readScripts } from '../sandbox/script.ts';
import { sceneOf, writeOrder } from '../sandbox/write-order.ts';
import { putEvent } from './endpoints.ts';

const SOURCE = 'sandbox-ehr';
const TIME_ZONE = 'America/Chicago';
/** Days until the visit, and until a day no approval of the demo reaches. */
const VISIT_IN = 14;
/** Days since the visit the documents are of. */
const VISITED_AGO = 3;
const LOOK_MS = 200;
const MOST_MS = 20_000;

/** What the demo's payer asks for, by our names, and by LOINC in the same order. */
export const DEMO_DOCUMENTS: readonly string[] = ['office-note', 'resting-ecg'];
export const DEMO_TYPES: readonly string[] = ['11506-3', '18824-3'];

/** A PDF of one empty page. */
const emptyPage = (title: string): string =>
  Buffer.from(
    `%PDF-1.4\n%${title}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj trailer<</Root 1 0 R>>`,
  ).toString('base64');

/** Waits until something is so. @throws when the time is over, saying what was waited for */
export const until = async <T>(what: string, look: () => Promise<T | undefined>, mostMs = MOST_MS): Promise<T> => {
  const end = performance.now() + mostMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${mostMs / 1_000} seconds, and ${what}.`);
    await sleep(LOOK_MS);
  }
};

/** `tag` tells one run from another. */
export const openLoop = (url: string, tag: string, now: string) => {
  const client = createClient({ url, tenant: SANDBOX_TENANT });
  const [script] = readScripts(readFileSync(new URL('./loop.json', import.meta.url), 'utf8'));
  if (!script) throw new Error('loop.json holds no script.');
  const today = dayAfter(now, 0, TIME_ZONE);
  const planned = dayAfter(now, VISIT_IN, TIME_ZONE);
  const scene = sceneOf(script, tag, today, TIME_ZONE);
  const { id } = scene;
  const written = writeOrder(script, scene);
  const message = {
    ...written,
    entry: written.entry.map(({ fullUrl, resource }) => ({
      fullUrl,
      resource: resource.resourceType === 'ServiceRequest' ? { ...resource, occurrenceDateTime: planned } : resource,
    })),
  };
  let visits = 0;
  const visit = (day: string) => {
    visits += 1;
    return {
      resourceType: 'Appointment',
      id: `${id}-visit`,
      meta: { versionId: String(visits), lastUpdated: new Date().toISOString() },
      status: 'booked',
      basedOn: [{ reference: `ServiceRequest/${id}` }],
      start: slotOn(day),
      end: slotOn(day).replace('T09', 'T10'),
      participant: [{ status: 'accepted', actor: { reference: `Patient/${id}-patient` } }],
    };
  };
  const slotOn = (day: string): string => `${day}T09:00:00-06:00`;
  const record = (): Promise<OrderRecord | undefined> => client.record(id).catch(() => undefined);
  const lastRequest = async (): Promise<PayerRequest | undefined> => (await client.requests(id)).at(-1);
  return {
    order: id,
    planned,
    script,
    ehrDocuments: DEMO_TYPES.map((type, at) => ({
      resourceType: 'DocumentReference',
      id: `${id}-document-${at}`,
      status: 'current',
      docStatus: 'final',
      type: { coding: [{ system: LOINC, code: type }] },
      subject: { reference: `Patient/${id}-patient` },
      date: `${dayAfter(now, -VISITED_AGO, TIME_ZONE)}T15:00:00Z`,
      content: [{ attachment: { contentType: 'application/pdf', data: emptyPage(DEMO_DOCUMENTS[at] ?? type) } }],
    })),
    ehrOrder: message.entry[0]?.resource ?? {},
    sign: () => putEvent(url, SOURCE, ORDER_EVENT, { source: SOURCE, bundle: message }),
    report: (day: string) => putEvent(url, SOURCE, VISIT_EVENT, { source: SOURCE, resource: visit(day) }),
    whole: () => client.order(id),
    recordWhen: (what: string, isSo: (record: OrderRecord) => boolean) =>
      until(what, async () => {
        const found = await record();
        return found && isSo(found) ? found : undefined;
      }),
    requestWhen: (what: string, isSo: (request: PayerRequest) => boolean, mostMs?: number) =>
      until(
        what,
        async () => {
          const found = await lastRequest();
          return found && isSo(found) ? found : undefined;
        },
        mostMs,
      ),
    lastRequest,
    /** An exchange with both sides. */
    exchange: async (name: string) => {
      const found = (await client.requests(id, { exchange: name })).flatMap((one) => one.exchanges);
      return found.find((one) => one.name === name);
    },
    answer: (fact: string, value: boolean) => client.answer(id, { [fact]: value }),
    send: async () => {
      const prepared = await client.prepareRequest(id);
      if (prepared) await client.sendRequest(id, { etag: prepared.etag });
    },
    attach: (kinds: readonly string[]) =>
      client.prepareRequest(id, {
        documents: kinds.map((title) => ({ title, contentType: 'application/pdf', data: emptyPage(title) })),
      }),
    sendUpdate: async (etag: string) => void (await client.sendRequest(id, { etag })),
    slot: (day: string) => client.bookable(id, { start: slotOn(day) }),
    checkClaim: (numbers: readonly string[]) =>
      client.checkClaim({
        payer: script.coverages[0]?.payer ?? '',
        memberNumber: script.coverages[0]?.member ?? '',
        authorizationNumbers: numbers,
        diagnoses: script.diagnoses,
        lines: script.codes.map((code) => ({ code, place: script.place, serviced: planned, units: 1 })),
      }),
  };
};
export type Loop = ReturnType<typeof openLoop>;
