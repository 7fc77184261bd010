import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MARKS } from '../support/endpoint-messages.ts';
import { MEMBER, pasItem, pasRequest } from '../support/pas-messages.ts';
import {
  AUTHORITY,
  actionsOf,
  errorsOf,
  numbersOf,
  openPayerDesk,
  type PayerDesk,
  responseOf,
} from '../support/payer-desk.ts';

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk();
});
afterAll(() => desk.close());

describe('what rules may say', () => {
  test('certified, not required, and whatever else is pended: item by item, in the sequences asked', async () => {
    const items = [
      pasItem(4),
      pasItem(2, '93015', { servicedDate: '2026-06-22' }),
      pasItem(9, '99213', { servicedDate: '2026-06-29' }),
    ];
    const { status, body } = await desk.submit(pasRequest({ trace: 'rules', items, answers: MET }));
    expect(status).toBe(200);
    expect(responseOf(body).item.map(({ itemSequence }: { itemSequence: number }) => itemSequence)).toEqual([4, 2, 9]);
    expect(actionsOf(body)).toEqual({ 4: 'A1', 2: 'NA', 9: 'A4' });
    expect(numbersOf(body)).toHaveLength(1);
    expect(responseOf(body).preAuthRef).toBe(numbersOf(body)[0]);
    expect(responseOf(body).preAuthPeriod).toEqual({ start: '2026-06-01', end: '2026-07-31' });
  });

  test('a pend names the question, the document with its LOINC type, and the day it is due', async () => {
    const { body } = await desk.submit(pasRequest({ trace: 'pend' }));
    expect(actionsOf(body)).toEqual({ 1: 'A4' });
    const resources = body.entry.map(({ resource }: { resource: { resourceType: string } }) => resource);
    const communication = resources.find(
      ({ resourceType }: { resourceType: string }) => resourceType === 'CommunicationRequest',
    );
    expect(communication.payload[0].contentString).toBe('11506-3');
    const tasks = resources.filter(({ resourceType }: { resourceType: string }) => resourceType === 'Task');
    expect(tasks.map(({ code }: { code: { coding: { code: string }[] } }) => code.coding[0]?.code)).toEqual([
      'attachment-request-code',
      'attachment-request-questionnaire',
    ]);
    expect(responseOf(body).processNote.length).toBeGreaterThan(1);
    expect(responseOf(body).communicationRequest.length).toBeGreaterThan(0);
  });

  test('a document that many lines want is asked for once, and the Task names each line', async () => {
    const items = Array.from({ length: 21 }, (_, index) => pasItem(index + 1));
    const { body } = await desk.submit(pasRequest({ trace: 'many-lines', items }));
    const of = (type: string) =>
      body.entry.flatMap(({ resource }: { resource: { resourceType: string } }) =>
        resource.resourceType === type ? [resource] : [],
      );
    const [asked, ...others] = of('CommunicationRequest').filter(
      ({ payload }: { payload: { contentString: string }[] }) => payload[0]?.contentString === '11506-3',
    );
    expect([asked.extension, others]).toEqual([undefined, []]);
    const wanted = of('Task')[0].input.filter(
      ({ valueCodeableConcept }: { valueCodeableConcept?: { coding: { code: string }[] } }) =>
        valueCodeableConcept?.coding[0]?.code === '11506-3',
    );
    expect(wanted).toHaveLength(21);
  });

  test('criteria that are not met are a reviewer’s: never refused by rules', async () => {
    const answers = {
      canExercise: { valueBoolean: true },
      ecgReadable: { valueBoolean: true },
      chestPain: { valueString: 'none' },
    };
    const { body } = await desk.submit(pasRequest({ trace: 'not-met', answers }));
    expect(actionsOf(body)).toEqual({ 1: 'A4' });
  });

  test('an authorization number the request quotes certifies nothing', async () => {
    const quoting = pasRequest({
      trace: 'quoting',
      change: (claim) => {
        claim.insurance[0].preAuthRef = ['A-12345'];
      },
    });
    expect(actionsOf((await desk.submit(quoting)).body)).toEqual({ 1: 'A4' });
  });
});

describe('a payer that has not declared its authority', () => {
  test('every answer carries the mark of a test, and its numbers begin so', async () => {
    const { body } = await desk.submit(pasRequest({ trace: 'test-mark', answers: MET }));
    const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };
    expect(body.meta.security).toEqual([HTEST]);
    expect(responseOf(body).meta.tag).toEqual([HTEST]);
    expect(numbersOf(body)[0]).toMatch(/^TEST-[0-9A-F]{6}-[0-9A-Z]{12}$/);
  });

  test('no rules it has not adopted certify', async () => {
    const other = await openPayerDesk({ reviews: { adoptedPacks: ['another'] } });
    const { body } = await other.submit(pasRequest({ answers: MET }));
    expect(actionsOf(body)).toEqual({ 1: 'A4' });
    await other.close();
  });

  test('an authority declared for a later day is none yet', async () => {
    const authority = { ...AUTHORITY, declaredOn: '2026-06-02' };
    const payer = await openPayerDesk({ reviews: { adoptedPacks: ['own'], authority } });
    expect(numbersOf((await payer.submit(pasRequest({ answers: MET }))).body)[0]).toMatch(/^TEST-/);
    await payer.close();
  });

  test('one that has declared it gives numbers of its own, to members its roster knows', async () => {
    const payer = await openPayerDesk({
      reviews: { adoptedPacks: ['own'], authority: AUTHORITY, numberPrefix: 'EHP' },
    });
    const before = await payer.submit(pasRequest({ trace: 'unknown-member', answers: MET }));
    expect(actionsOf(before.body)).toEqual({ 1: 'A4' });
    const member = { payer: 'uhc-commercial', memberId: MEMBER, status: 'active', start: '2026-01-01' } as const;
    await payer.ports.roster.put(payer.harness.config.DEFAULT_TENANT, [
      { ...member, birthDate: '1961-02-03' } as never,
    ]);
    const { body } = await payer.submit(pasRequest({ trace: 'member', answers: MET }));
    expect([actionsOf(body), body.meta.security]).toEqual([{ 1: 'A1' }, undefined]);
    expect(numbersOf(body)[0]).toMatch(/^EHP-[0-9A-Z]{12}$/);
    await payer.close();
  });
});

describe('sent again', () => {
  test('the same request is answered the same, once', async () => {
    const first = await desk.submit(pasRequest({ trace: 'twice', answers: MET }));
    const stored = await desk.scan();
    const later = pasRequest({
      trace: 'twice',
      answers: MET,
      change: (claim, bundle) => {
        claim.created = '2026-06-02';
        bundle.identifier.value = 'another envelope';
        bundle.timestamp = '2026-06-02T11:00:00-04:00';
      },
    });
    const again = await desk.submit(later);
    expect(numbersOf(again.body)).toEqual(numbersOf(first.body));
    expect(again.body.identifier).toEqual(first.body.identifier);
    expect((await desk.scan()).filter((one) => !/"T#[^"]*#RATE#/.test(one))).toEqual(
      stored.filter((one) => !/"T#[^"]*#RATE#/.test(one)),
    );
  });

  test('another request under the same identifier is a conflict; another sender’s identifier is its own', async () => {
    await desk.submit(pasRequest({ trace: 'used' }));
    const other = pasRequest({ trace: 'used', items: [pasItem(1, '78452')] });
    expect((await desk.submit(other)).status).toBe(409);
    expect((await desk.submit(other, 'stranger')).status).toBe(200);
  });

  test('eight at once make one request', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => desk.submit(pasRequest({ trace: 'at-once', answers: MET }))),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(all.map(({ body }) => JSON.stringify(body)))).toHaveProperty('size', 1);
  });
});

describe('not a member, not this payer', () => {
  test('an administrative reason, and no decision', async () => {
    const ended = pasRequest({
      trace: 'ended',
      answers: MET,
      change: (_claim, bundle) => {
        bundle.entry[2].resource.period = { start: '2025-01-01', end: '2025-12-31' };
      },
    });
    const { status, body } = await desk.submit(ended);
    expect([status, responseOf(body).outcome, errorsOf(body), responseOf(body).item]).toEqual([
      200,
      'error',
      ['52'],
      undefined,
    ]);
  });

  test('requests to another insurer are not taken up', async () => {
    const payer = await openPayerDesk({ reviews: { adoptedPacks: ['own'], payers: ['aetna-commercial'] } });
    const { body } = await payer.submit(pasRequest());
    expect(errorsOf(body)).toEqual(['79']);
    await payer.close();
  });
});

test('the answer echoes fullUrls and ids, each resource once, and every reference leads somewhere', async () => {
  const sent = pasRequest({ trace: 'echo', answers: MET });
  const { body } = await desk.submit(sent);
  const urls = body.entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl);
  expect(new Set(urls).size).toBe(urls.length);
  const base = 'https://ehr.example/r4';
  for (const name of ['Patient/p1', 'Organization/payer', 'Organization/group', 'Practitioner/doctor'])
    expect(urls).toContain(`${base}/${name}`);
  // A person or an organization can be authorized, a role cannot: nothing refers to it.
  expect(urls).not.toContain(`${base}/PractitionerRole/role`);
  const texts = [...JSON.stringify(body).matchAll(/"reference":"([^"]+)"/g)].map(([, one]) => one ?? '');
  const lost = texts.filter(
    (one) => !urls.includes(one) && !urls.includes(`${base}/${one}`) && !one.includes('/Claim/'),
  );
  expect(lost).toEqual([]);
});

test('nothing of a request expires', async () => {
  await desk.submit(pasRequest({ trace: 'kept', answers: MET }));
  const items = (await desk.scan()).filter((one) => /#UM/.test(one));
  expect(items.length).toBeGreaterThan(3);
  for (const one of items) expect(one).not.toContain('expiresAt');
});

test('no log line, key or error holds who the patient is', () => {
  for (const mark of [...MARKS, MEMBER]) expect(desk.logged.join('\n')).not.toContain(mark);
});
