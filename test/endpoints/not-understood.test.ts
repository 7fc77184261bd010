import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CPT, PLACE_OF_SERVICE } from '../../shared/codes/systems.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { cpt, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';

/** What is stated twice differently, or in a way that is not understood, is never the ground of a "go ahead". */

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

let orders = 0;
/** A treadmill at UnitedHealthcare, for which authorization is not required; `change` falsifies the message. */
const asked = async (change: (message: Part) => void = () => undefined) => {
  const id = `unclear-${++orders}`;
  const message = orderMessage(id, (order) => {
    order.code = cpt('93015');
  });
  change(message);
  const answer = await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: message });
  const slot = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: '2026-06-15T14:00:00Z' }] };
  const path = `/r4/ServiceRequest/${id}/$bookable`;
  const { body } = await harness.ways.direct({ method: 'POST', path, body: slot });
  const partsNamed = (name: string) => body.parameter.filter((one: Part) => one.name === name);
  return { says: answer.body.disposition, answer: partsNamed('answer')[0].valueCode, partsNamed, body: answer.body };
};

const plan = (value: string, name?: string) => ({
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] },
  value,
  ...(name ? { name } : {}),
});
const codes = (...given: readonly string[]) => ({ coding: given.map((code) => ({ system: CPT, code })) });
const order = (message: Part): Part => partOf(message, 'ServiceRequest');
const site = (message: Part): Part => partOf(message, 'Location');
const coverage = (message: Part): Part => partOf(message, 'Coverage');
const placeCode = (code: string) => ({ coding: [{ system: PLACE_OF_SERVICE, code }] });

test('as it stands, it is a yes that names its rule with the level, and the day eligibility was known', async () => {
  const { says, answer, partsNamed, body } = await asked();
  expect(says).toContain('No authorization is needed');
  expect(answer).toBe('yes');
  expect(partsNamed('rule')[0].valueCanonical).toMatch(/uhc-commercial.*\|\d+\.\d+\.\d+$/);
  expect([partsNamed('ruleLevel')[0].valueCode, partsNamed('eligibilityAsOf')[0].valueDate]).toEqual([
    'secondary',
    '2026-06-01',
  ]);
  const parts = body.insurance[0].item[0].extension[0].extension;
  const partNamed = (name: string) => parts.find(({ url }: Part) => url === name);
  expect(partNamed('ruleLevel').valueCode).toBe('secondary');
  expect(partNamed('eligibilityAsOf').valueDate).toBe('2026-06-01');
  expect(parts.filter(({ url }: Part) => url === 'reason').map(({ valueString }: Part) => valueString)).toContain(
    'No product of the plan is named: taken as an ordinary one of this payer.',
  );
});

describe('neither a "go ahead" nor a slot to book', () => {
  test.each<[string, (message: Part) => void, RegExp]>([
    ['two codes of one kind', (message) => (order(message).code = codes('93015', '93017')), /codes of this order/],
    ['a code beside one that is none', (message) => (order(message).code = codes('93015', '9301')), /not understood/],
    ['a modifier that is none', (message) => (order(message).code = codes('93015-2')), /not understood/],
    ['a misspelled state', (message) => (site(message).address = { state: 'Ohoi' }), /state of the site/],
    ['a place that is no code', (message) => (site(message).type = [placeCode('O1')]), /not a code of the CMS list/],
    [
      'two places of service',
      (message) => (site(message).type = [placeCode('11'), placeCode('22')]),
      /Two different places/,
    ],
    [
      'another place on the order',
      (message) => (order(message).locationCode = [placeCode('22')]),
      /Two different places/,
    ],
    [
      'places in two states',
      (message) => {
        const other = { ...site(message), id: 'elsewhere', address: { state: 'TX' } };
        message.entry.push({ fullUrl: 'https://ehr.example/r4/Location/elsewhere', resource: other });
        order(message).locationReference.push({ reference: 'Location/elsewhere' });
      },
      /different states/,
    ],
    ['two plans', (message) => (coverage(message).class = [plan('choice-plus'), plan('oxford')]), /product/],
    ['two products in one', (message) => (coverage(message).class = [plan('choice-plus', 'Oxford')]), /product/],
    ['a product that is none', (message) => (coverage(message).class = [plan('??')]), /product/],
    ['a product not listed', (message) => (coverage(message).class = [plan('blue-diamond')]), /none they list/],
    ['delegated?', (message) => (coverage(message).class = [plan('choice-plus', 'Delegated: ?')]), /medical group/],
    [
      'delegated, and not delegated',
      (message) => {
        const group = { type: { coding: [{ code: 'group' }] } };
        coverage(message).class = [
          { ...group, value: 'Delegated group' },
          { ...group, value: 'Not delegated' },
        ];
      },
      /medical group|delegated/,
    ],
  ])('%s', async (_, change, sentence) => {
    const { says, answer, partsNamed } = await asked(change);
    expect(says).toMatch(sentence);
    expect(says).not.toMatch(/go ahead/i);
    expect(answer).toBe('cannot-tell');
    expect(partsNamed('rule')).toEqual([]);
  });
});

test('a group that is said not to decide is none', async () => {
  const { answer } = await asked((message) => {
    coverage(message).class = [{ type: { coding: [{ code: 'group' }] }, value: 'Non-delegated' }];
  });
  expect(answer).toBe('yes');
});
