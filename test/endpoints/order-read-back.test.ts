import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { about, chartOf, type EhrHarness, openEhrHarness, PATIENT } from '../support/ehr-harness.ts';
import { startEhrStub } from '../support/ehr-stub.ts';
import { MARKS } from '../support/orders.ts';

let harness: EhrHarness;
beforeAll(async () => {
  harness = await openEhrHarness();
});
afterAll(() => harness.close());
beforeEach(() => {
  harness.stub.forget();
  harness.logged.length = 0;
});

const send = async (reference: string, id = `read-${reference}`) => {
  await harness.receive({ id, detail: { source: harness.source.id, reference } });
  return harness.drain();
};
const chart = (id: string, ...more: readonly FhirResource[]) => harness.stub.charts.push(...chartOf(id), ...more);
const log = (event: string) => harness.logged.filter((line) => line.includes(`"event":"${event}"`)).join();

const FORMER_TEST: FhirResource = {
  ...about,
  resourceType: 'Procedure',
  id: 'stent',
  status: 'completed',
  performedDateTime: '2024-03-02',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '92928' }] },
};

describe('an order by reference', () => {
  test('is read back with its patient, coverage and payer, and answered like one that was sent whole', async () => {
    chart('by-reference');
    expect(await send('ServiceRequest/by-reference')).toEqual([]);
    expect(await harness.record('by-reference')).toMatchObject({
      version: 1,
      codes: ['93351'],
      payer: 'emblemhealth',
      serviceDate: '2026-12-09',
    });
    expect(harness.stub.names()).toEqual(
      expect.arrayContaining(['ServiceRequest/by-reference', `Patient/${PATIENT}`, 'Condition', 'Procedure']),
    );
  });

  test('may be named by the full address of the registered server', async () => {
    chart('absolute');
    await send(`${harness.stub.base}/ServiceRequest/absolute/_history/3`);
    expect(await harness.record('absolute')).toMatchObject({ payer: 'emblemhealth' });
  });

  test('what a complete look did not find is absent; what was found is known', async () => {
    chart('looked', FORMER_TEST);
    await send('ServiceRequest/looked');
    const facts = await harness.facts('looked');
    expect(facts?.priorCabg).toMatchObject({ is: 'absent' });
    expect(facts?.priorIschemiaTest).toMatchObject({ is: 'absent' });
    expect(facts?.priorPci).toMatchObject({ is: 'known', value: { date: '2024-03-02' }, from: ['Procedure/stent'] });
  });

  test('a visit of the chart never passes for the setting of the test: only one the order names is looked for', async () => {
    const visit: FhirResource = {
      ...about,
      resourceType: 'Encounter',
      id: 'emergency',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMER' },
    };
    chart('no-visit', visit);
    await send('ServiceRequest/no-visit');
    expect(harness.stub.names()).not.toContain('Encounter');
    expect((await harness.record('no-visit'))?.advice).not.toBe('pa-not-required-setting');
    const [order, ...rest] = chartOf('visit');
    harness.stub.charts.push({ ...order, encounter: { reference: 'Encounter/emergency' } } as FhirResource, ...rest);
    await send('ServiceRequest/visit');
    expect((await harness.record('visit'))?.advice).toBe('pa-not-required-setting');
  });

  test('of something else than a stress test opens no chart', async () => {
    const order = chartOf('lab').find(({ resourceType }) => resourceType === 'ServiceRequest');
    harness.stub.charts.push({
      ...order,
      code: { coding: [{ system: 'http://loinc.org', code: '2345-7' }] },
    } as FhirResource);
    await send('ServiceRequest/lab');
    expect(harness.stub.names()).toEqual(['ServiceRequest/lab']);
  });

  test('pages are read to the end', async () => {
    harness.stub.settings.pageSize = 2;
    const others = [1, 2, 3, 4].map(
      (number): FhirResource => ({
        ...about,
        resourceType: 'Procedure',
        id: `other-${number}`,
        status: 'completed',
        code: { text: 'something else' },
      }),
    );
    chart('paged', ...others, FORMER_TEST);
    await send('ServiceRequest/paged');
    expect(harness.stub.names().filter((name) => name === 'Procedure')).toHaveLength(3);
    expect((await harness.facts('paged'))?.priorPci).toMatchObject({ is: 'known' });
  });

  test.each([
    ['ServiceRequest/nowhere', 'not-found'],
    ['Patient/1', 'value'],
    ['https://elsewhere.example/fhir/ServiceRequest/1', 'value'],
    ['ServiceRequest/../metadata', 'value'],
  ])('%s is a dead letter: %s', async (reference, problem) => {
    await send(reference);
    expect(log('order-refused')).toContain(`"problem":"${problem}`);
    expect(harness.deadLetters.sent.length).toBeGreaterThan(0);
  });

  test('while the server is in trouble it waits in the queue and nothing is lost', async () => {
    chart('later');
    harness.stub.moods.set('ServiceRequest', { is: 'status', status: 503 });
    expect(await send('ServiceRequest/later')).toHaveLength(1);
    harness.stub.moods.clear();
    await send('ServiceRequest/later');
    expect(await harness.record('later')).toMatchObject({ version: 1 });
  });
});

describe('a chart that cannot be read well', () => {
  const BAD = [
    ['slow beyond the deadline', { is: 'slow', ms: 6_000 }],
    ['500', { is: 'status', status: 500 }],
    ['not allowed to us', { is: 'status', status: 403 }],
    ['half a JSON', { is: 'malformed' }],
    ['a login page', { is: 'html' }],
    ['a line cut', { is: 'hangs-up' }],
    ['a redirect', { is: 'redirect', to: 'http://169.254.169.254/latest' }],
    ['a next page on another server', { is: 'elsewhere', to: 'http://127.0.0.1:1/fhir/Procedure?page=2' }],
    ['a notice that something is missing', { is: 'notice' }],
    ['another resource', { is: 'says', body: { resourceType: 'Procedure', id: 'p' } }],
    ['links that are none', { is: 'says', body: { resourceType: 'Bundle', link: [{ relation: 'self', url: 5 }] } }],
    ['entries that are none', { is: 'says', body: { resourceType: 'Bundle', entry: [null, 'x'] } }],
    ['no resources', { is: 'says', body: { resourceType: 'Bundle', total: 0, entry: [{ resource: null }, {}] } }],
  ] as const;
  test.each(BAD)(
    '%s: the order is answered, its facts are unknown, and the answer says so',
    async (what, mood) => {
      const id = `bad-${BAD.findIndex(([name]) => name === what)}`;
      chart(id);
      harness.stub.moods.set('Procedure', mood);
      expect(await send(`ServiceRequest/${id}`)).toEqual([]);
      expect(await harness.record(id)).toMatchObject({ payer: 'emblemhealth' });
      const facts = await harness.facts(id);
      expect(facts?.priorCabg?.is ?? 'unknown').toBe('unknown');
      expect(facts?.priorMi).toMatchObject({ is: 'absent' });
      expect(log('chart-read')).toContain('"problem":"Procedure"');
    },
    20_000,
  );

  test('a resource that is not R4 or not theirs is left out, and the look counts as incomplete', async () => {
    const bad: FhirResource = {
      ...about,
      resourceType: 'Procedure',
      id: 'bad',
      status: 'completed',
      performedDateTime: '2026-02-30',
    };
    chart('spoilt', FORMER_TEST, bad);
    await send('ServiceRequest/spoilt');
    const facts = await harness.facts('spoilt');
    expect(facts?.priorPci).toMatchObject({ is: 'known' });
    expect(facts?.priorCabg?.is ?? 'unknown').toBe('unknown');
  });

  test('a next page on another server is not fetched: our token would go there', async () => {
    const other = await startEhrStub();
    chart('led-away');
    harness.stub.moods.set('Procedure', { is: 'elsewhere', to: `${other.base}/Procedure?page=2` });
    await send('ServiceRequest/led-away');
    expect(other.asked).toEqual([]);
    other.close();
  });

  test("somebody else's resource is left out, and the look counts as incomplete", async () => {
    const theirs = { ...FORMER_TEST, subject: { reference: 'Patient/other' } };
    const body = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: theirs }] };
    chart('mixed-up');
    harness.stub.moods.set('Procedure', { is: 'says', body });
    await send('ServiceRequest/mixed-up');
    const facts = await harness.facts('mixed-up');
    expect(facts?.priorPci?.is ?? 'unknown').toBe('unknown');
    expect(facts?.priorMi).toMatchObject({ is: 'absent' });
  });

  test('coverages whose payers are no references do no harm', async () => {
    const entry = [null, 'x', [null]].map((payor, index) => ({
      resource: { resourceType: 'Coverage', id: `c${index}`, payor },
    }));
    chart('odd-payers');
    harness.stub.moods.set('Coverage', { is: 'says', body: { resourceType: 'Bundle', type: 'searchset', entry } });
    expect(await send('ServiceRequest/odd-payers')).toEqual([]);
    expect(await harness.record('odd-payers')).toMatchObject({ version: 1 });
  });

  test('one that cannot be read beside the order is left out as a whole, and the answer says so', async () => {
    const recorder = { reference: 'urn:uuid:0d9c1f5e-0000-4000-8000-000000000001' };
    const order = chartOf('alone').find(({ resourceType }) => resourceType === 'ServiceRequest');
    harness.stub.charts.push(...chartOf('alone'), {
      ...about,
      resourceType: 'Condition',
      id: 'dangling',
      recorder,
    });
    await harness.receive({ detail: { source: harness.source.id, resource: order } });
    expect(await harness.drain()).toEqual([]);
    expect(log('chart-left-out')).toContain('not-found');
    const record = await harness.record('alone');
    const answer = await harness.ports.authorizations.answer(tenantId('clinic'), record!.answerId);
    expect(answer?.inquiry.warnings.join()).toContain('could not be read beside this order');
  });

  test('nothing of it stands in a log', async () => {
    chart('private', FORMER_TEST);
    await send('ServiceRequest/private');
    for (const mark of [...MARKS, PATIENT, 'ServiceRequest/private']) expect(harness.logged.join()).not.toContain(mark);
  });
});
