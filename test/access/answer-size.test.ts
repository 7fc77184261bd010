import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { type Ask, type EndpointHarness, eventOf, openEndpointHarness } from '../support/endpoint-harness.ts';
import { claimMessage, eligibilityMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { validateR4 } from '../support/validators.ts';

const SUBMIT = '/r4/CoverageEligibilityRequest/$submit';
const ASSESS = '/r4/ServiceRequest/$assess';
const CHECK = '/r4/Claim/$check';
const MOST_BYTES = 5_900_000;

/** A request of so many lines under so many coverages, of a patient of its own. */
const asking = (lines: number, coverages: number, patient: string, text?: string): Part => {
  const message = JSON.parse(JSON.stringify(eligibilityMessage()).replaceAll('Patient/p1', `Patient/${patient}`));
  partOf(message, 'Patient').id = patient;
  const request = partOf(message, 'CoverageEligibilityRequest');
  const coverage = partOf(message, 'Coverage');
  const [line] = request.item;
  const asked = text ? { ...line, productOrService: { ...line.productOrService, text } } : line;
  request.item = Array.from({ length: lines }, () => asked);
  for (let n = 1; n < coverages; n++) {
    message.entry.push({ fullUrl: `https://ehr.example/r4/Coverage/m${n}`, resource: { ...coverage, id: `m${n}` } });
    request.insurance.push({ coverage: { reference: `Coverage/m${n}` } });
  }
  return message;
};
const claiming = (lines: number): Part => {
  const message = claimMessage();
  const claim = partOf(message, 'Claim');
  const [line] = claim.item;
  claim.item = Array.from({ length: lines }, (_, n) => ({ ...line, sequence: n + 1 }));
  return message;
};

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const get = (path: string) => harness.ways.direct({ method: 'GET', path });
/** Some of a long list: its first and its last ones. */
const ends = <T>(all: readonly T[]): readonly T[] => (all.length > 8 ? [...all.slice(0, 4), ...all.slice(-4)] : all);
/** A long answer cut short, so that the two validators see each kind of line. */
const cut = (body: Part): Part => ({
  ...body,
  ...(body.item && { item: ends(body.item) }),
  ...(body.insurance && {
    insurance: ends(body.insurance as readonly Part[]).map((one) =>
      one.item ? { ...one, item: ends(one.item) } : one,
    ),
  }),
});
/** Without the two validators, for which megabytes are a lot. */
const asIs = async (ask: Ask) => {
  const { statusCode, body } = await harness.handler(eventOf(ask), lambdaContext('fhir-api'));
  return { status: statusCode, body: JSON.parse(body) };
};

const partsOf = (item: Part): readonly Part[] => item.extension[0].extension;
const urlsOf = (item: Part): readonly string[] => partsOf(item).map(({ url }) => url);

describe('all lines a claim may have are answered', () => {
  test.each([
    ['Claim/$check', CHECK, () => claiming(999), (body: Part) => body.item],
    ['$submit', SUBMIT, () => asking(999, 1, 'many'), (body: Part) => body.insurance[0].item],
  ])(
    '%s: every line with its answer, what lines have in common once',
    async (_, path, message, itemsOf) => {
      const { status, body } = await asIs({ method: 'POST', path, body: message() });
      expect(status).toBe(200);
      expect(validateR4(cut(body))).toEqual([]);
      const items: readonly Part[] = itemsOf(body);
      expect(items).toHaveLength(999);
      for (const item of items)
        expect(urlsOf(item)).toEqual(expect.arrayContaining(['advice', 'nextAction', 'reason']));
      expect(urlsOf(items[0]!)).toContain('criterion');
      expect(urlsOf(items[998]!)).not.toContain('criterion');
      expect(partsOf(items[998]!)).toContainEqual({ url: 'sameAs', valuePositiveInt: 1 });
    },
    60_000,
  );

  test('a short answer has all of every line', async () => {
    const { body } = await post(SUBMIT, asking(20, 1, 'few'));
    for (const item of body.insurance[0].item) expect(urlsOf(item)).toContain('criterion');
  });

  test('lines times coverages: a line whose explanation is left out says so', async () => {
    const { status, body } = await asIs({ method: 'POST', path: SUBMIT, body: asking(20, 50, 'covered') });
    expect(status).toBe(200);
    expect(validateR4(cut(body))).toEqual([]);
    for (const { item } of body.insurance)
      for (const one of item)
        expect(
          urlsOf(one).includes('criterion') || urlsOf(one).includes('sameAs') || /left out/.test(JSON.stringify(one)),
        ).toBe(true);
  }, 60_000);
});

describe('nothing is stored by a 413', () => {
  const junk = (bytes: number) => randomBytes(bytes).toString('base64');
  test.each([
    ['an answer too long even in brief', SUBMIT, () => asking(20, 50, 'wide', 'x'.repeat(40_000))],
    [
      'an order longer than an item',
      ASSESS,
      () => orderMessage('l1', (order) => Object.assign(order, { note: [{ text: junk(450_000) }] })),
    ],
    [
      'an identifier longer than an item',
      ASSESS,
      () => orderMessage('l2', (order) => Object.assign(order, { identifier: [{ value: junk(450_000) }] })),
    ],
    [
      'a requisition longer than an item',
      ASSESS,
      () => orderMessage('l3', (order) => Object.assign(order, { requisition: { value: junk(450_000) } })),
    ],
  ])(
    '%s; the audit trail has it as refused',
    async (_, path, message) => {
      const earlier = new Set((await harness.auditItems()).map(({ pk, sk }) => `${pk} ${sk}`));
      const before = await harness.scan();
      const refused = await post(path, message());
      expect([refused.status, refused.body.issue[0].code]).toEqual([413, 'too-long']);
      expect(await harness.scan()).toEqual(before);
      const entries = (await harness.auditItems()).filter(({ pk, sk }) => !earlier.has(`${pk} ${sk}`));
      expect(entries.map(({ access }) => access.status)).toEqual([413]);
    },
    60_000,
  );

  test('the same under an Idempotency-Key, and the key is free again', async () => {
    const ask = (text: string) =>
      asIs({
        method: 'POST',
        path: SUBMIT,
        headers: { 'idempotency-key': 'once' },
        body: asking(20, 50, 'wide', text),
      });
    const before = await harness.scan();
    expect((await ask('x'.repeat(40_000))).status).toBe(413);
    expect(await harness.scan()).toEqual(before);
    expect((await ask('x')).status).toBe(200);
  }, 60_000);

  test('an order with more identifiers than are kept is refused before anything is done', async () => {
    const before = await harness.scan();
    const identifier = Array.from({ length: 101 }, (_, n) => ({ system: 'urn:x', value: `v${n}` }));
    const refused = await post(
      ASSESS,
      orderMessage('l4', (order) => Object.assign(order, { identifier: identifier })),
    );
    expect([refused.status, refused.body.issue[0].code]).toEqual([400, 'too-long']);
    expect(await harness.scan()).toEqual(before);
  });
});

describe('one more than a claim may have is refused before anything is done', () => {
  const many = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);
  const claim = (change: (one: Part) => void): Part => {
    const message = claimMessage();
    change(partOf(message, 'Claim'));
    return message;
  };
  const icd = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R07.9' };
  const diagnoses = (count: number, codings: number) =>
    Array.from({ length: count }, (_, n) => ({
      sequence: n + 1,
      diagnosisCodeableConcept: { coding: many(codings, icd) },
    }));
  test.each([
    ['codings of a concept', claim((one) => Object.assign(one, { diagnosis: diagnoses(1, 51) }))],
    ['codings of its diagnoses together', claim((one) => Object.assign(one, { diagnosis: diagnoses(9, 45) }))],
    ['diagnoses', claim((one) => Object.assign(one, { diagnosis: diagnoses(101, 1) }))],
    [
      'care team',
      claim((one) =>
        Object.assign(one, {
          careTeam: many(1_001, { sequence: 1, provider: { display: 'A' } }).map((member, n) => ({
            ...member,
            sequence: n + 1,
          })),
        }),
      ),
    ],
    ['authorization numbers', claim((one) => Object.assign(one.insurance[0], { preAuthRef: many(1_001, 'A1') }))],
  ])('%s', async (_, message) => {
    const before = await harness.scan();
    const refused = await post(CHECK, message);
    expect([refused.status, refused.body.issue[0].code]).toEqual([400, 'too-long']);
    expect(await harness.scan()).toEqual(before);
  });
});

describe('long searches', () => {
  const next = (body: Part): string | undefined =>
    body.link.find(({ relation }: Part) => relation === 'next')?.url.replace(/^https:\/\/[^/]+/, '');

  test('shorten their page; the next link goes on, and nothing is skipped', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 9; n++) {
      harness.time.now = `2026-06-01T15:00:0${n}.000Z`;
      ids.push((await asIs({ method: 'POST', path: SUBMIT, body: asking(100 + n, 1, 'long') })).body.id);
    }
    const seen: string[] = [];
    let pages = 0;
    for (let at: string | undefined = '/r4/CoverageEligibilityResponse?patient=long&_count=100'; at; pages++) {
      const { status, body } = await asIs({ method: 'GET', path: at });
      expect(status).toBe(200);
      expect(JSON.stringify(body).length).toBeLessThanOrEqual(MOST_BYTES);
      seen.push(...body.entry.map(({ resource }: Part) => resource.id));
      at = next(body);
    }
    expect(seen).toEqual(ids.toReversed());
    expect(pages).toBe(2);
  }, 60_000);

  test('an answer is listed and read as it was given, however long', async () => {
    const given = (await asIs({ method: 'POST', path: SUBMIT, body: asking(999, 1, 'longest') })).body;
    const read = await asIs({ method: 'GET', path: `/r4/CoverageEligibilityResponse/${given.id}` });
    expect(read.body).toEqual(given);
    const { status, body } = await asIs({ method: 'GET', path: '/r4/CoverageEligibilityResponse?patient=longest' });
    expect(status).toBe(200);
    expect(body.entry.map(({ resource }: Part) => resource)).toEqual([given]);
  }, 60_000);

  test('one that an earlier release stored and nobody can be given is named, and the search goes on', async () => {
    const { ports } = harness;
    const first = (await post(SUBMIT, asking(1, 1, 'stored'))).body;
    const stored = await ports.authorizations.answer('clinic' as never, first.id);
    const { echo } = stored!.inquiry as Part;
    const long = {
      ...echo,
      lines: echo.lines.map((line: Part) => ({ ...line, productOrService: { text: 'x'.repeat(6_000_000) } })),
    };
    const later = { ...stored!, id: 'f'.repeat(40), created: '2026-06-01T16:00:00.000Z' };
    await ports.authorizations.stage('clinic' as never, [], { ...later, inquiry: { ...later.inquiry, echo: long } });
    const { status, body } = await get('/r4/CoverageEligibilityResponse?patient=stored&_count=10');
    expect(status).toBe(200);
    const [outcome, match] = body.entry;
    expect([outcome.search.mode, outcome.resource.issue[0].details.text]).toEqual([
      'outcome',
      `CoverageEligibilityResponse/${later.id} matches and is too long to be returned.`,
    ]);
    expect([match.search.mode, match.resource.id]).toEqual(['match', first.id]);
    expect((await get(`/r4/CoverageEligibilityResponse/${later.id}`)).status).toBe(413);
  }, 60_000);
});
