import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolderDocuments } from '../../shared/adapters/documents/folder-documents.ts';
import { storedContent } from '../../shared/app/utilization-review/inquire.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { deathsOf } from '../support/fault-places.ts';
import { pasInquiry, pasRequest } from '../support/pas-messages.ts';
import { actionsOf, numbersOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';
import { makeRequestFault } from '../support/request-fault.ts';

const { fault, orDie, addFault } = makeRequestFault();
const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

let folder = '';
let desk: PayerDesk;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-documents-'));
  desk = await openPayerDesk({}, addFault);
  const { put, get } = makeFolderDocuments(folder);
  Object.assign(desk.ports.documents, { put: (...given: Parameters<typeof put>) => orDie(() => put(...given)), get });
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const bytesOf = (text: string): string => Buffer.from(text).toString('base64');
/** A request with two documents, whose bytes are its own. */
const withDocuments = (trace: string): Part =>
  pasRequest({
    trace,
    answers: MET,
    change: (claim, bundle) => {
      const { category } = claim.supportingInfo[0];
      for (const [index, name] of ['note', 'tracing'].entries()) {
        const attachment = { contentType: 'application/pdf', data: bytesOf(`${trace} ${name}`) };
        claim.supportingInfo.push({
          sequence: index + 2,
          category,
          valueReference: { reference: `DocumentReference/${name}` },
        });
        bundle.entry.push({
          fullUrl: `https://ehr.example/r4/DocumentReference/${name}`,
          resource: { resourceType: 'DocumentReference', id: name, status: 'current', content: [{ attachment }] },
        });
      }
    },
  });

/** Ids told to an inquiry; of each, every document its message names can be read. */
const told = async (): Promise<readonly string[]> => {
  const { body } = await desk.inquire(pasInquiry());
  const ids: readonly string[] = (body.parameter ?? []).map(({ resource }: Part) => responseOf(resource).id);
  for (const id of ids) {
    const request = await desk.ports.reviews.get(TENANT.id, id);
    const content = await storedContent(request ?? { tenant: TENANT.id, claims: [] }, desk.ports);
    const names = [...content.matchAll(/urn:sha256:([0-9a-f]+)/g)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(2);
    for (const name of names) expect(desk.ports.digest.of(await desk.ports.documents.get(TENANT.id, name))).toBe(name);
  }
  return ids;
};

test('a crash between documents and table leaves nothing half-stored; sent again it is one request with one number', async () => {
  fault.count = 0;
  const whole = await desk.submit(withDocuments('whole'));
  const steps = fault.count;
  expect([actionsOf(whole.body), numbersOf(whole.body).length]).toEqual([{ 1: 'A1' }, 1]);
  expect(steps).toBeGreaterThanOrEqual(4);
  let requests = 1;
  for (const { at, when } of deathsOf(steps)) {
    const message = withDocuments(`${when}-${at}`);
    Object.assign(fault, { at, when, count: 0 });
    expect((await desk.submit(message)).status).toBeGreaterThanOrEqual(500);
    fault.at = 0;
    // It is on file whole once its head is written, and not before; last comes the row for the measures.
    const isWritten = at === steps || (when === 'after' && at === steps - 1);
    expect(await told()).toHaveLength(requests + (isWritten ? 1 : 0));
    requests += 1;
    const [again, more] = [await desk.submit(message), await desk.submit(message)];
    expect([again.status, actionsOf(again.body)]).toEqual([200, { 1: 'A1' }]);
    expect(more.body).toEqual(again.body);
    expect(await told()).toHaveLength(requests);
  }
  const numbers = (await desk.inquire(pasInquiry())).body.parameter.flatMap(({ resource }: Part) =>
    numbersOf(resource),
  );
  expect(new Set(numbers).size).toBe(requests);
}, 60_000);
