import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { claimMessage, decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const determination = (node: Part): Part[] => node.extension[0].extension;
const wordOf = (body: Part): string => determination(body).find(({ url }) => url === 'advice')?.valueCode;
const warningsOf = (body: Part): string[] =>
  determination(body).flatMap(({ url, valueString }) => (url === 'warning' ? [valueString] : []));

const stateOf = (item: Part) => {
  const parts = determination(item);
  const next: Part[] = parts.find(({ url }) => url === 'nextAction')?.extension;
  return {
    state: parts.find(({ url }) => url === 'state')?.valueCode,
    owner: next.find(({ url }) => url === 'owner')?.valueCode,
  };
};

const CPT = 'http://www.ama-assn.org/go/cpt';

/** A claim with an authorization number; `change` is made to the claim. */
const billed = (number: string, change: (claim: Part) => void = () => undefined): Part => {
  const message = claimMessage();
  const claim = partOf(message, 'Claim');
  claim.insurance[0].preAuthRef = [number];
  change(claim);
  return message;
};

describe.each(WAYS)('the approval a claim names, %s', (way) => {
  const post = async (path: string, body: Part) => {
    const answered = await harness.ways[way]({ method: 'POST', path, body });
    expect(answered.status).toBe(200);
    return answered.body;
  };
  const approve = async (name: string, patientId = 'p1') => {
    await post(
      '/r4/ServiceRequest/$assess',
      orderMessage(`${name}-${way}`, () => undefined, patientId),
    );
    await post(
      `/r4/ServiceRequest/${name}-${way}/$record-decision`,
      decisionMessage('approved', {
        number: ['String', `C-${name}-${way}`],
        period: ['Period', { start: '2026-06-01', end: '2026-07-31' }],
        code: ['Coding', { system: CPT, code: '93351' }],
        placeOfService: ['Coding', { code: '11' }],
      }),
    );
    return `C-${name}-${way}`;
  };

  test('fits as recorded, however the number is spaced', async () => {
    const number = await approve('fits');
    expect(wordOf(await post('/r4/Claim/$check', billed(` ${number.toLowerCase()} `)))).toBe('proceed-authorized');
  });

  test('another code than approved is shown, with what a payer would say', async () => {
    const number = await approve('code');
    const other = billed(number, (claim) => {
      claim.item[0].productOrService.coding[0].code = '93350';
    });
    const body = await post('/r4/Claim/$check', other);
    expect(wordOf(body)).toBe('fix-authorization');
    expect(JSON.stringify(body)).toContain('The approval is for 93351, not for 93350.');
  });

  test('a date after the approved window is shown', async () => {
    const number = await approve('late');
    const late = billed(number, (claim) => {
      claim.item[0].servicedDate = '2026-08-03';
    });
    expect(wordOf(await post('/r4/Claim/$check', late))).toBe('fix-authorization');
  });

  test('a number on file for another patient is not counted, and that is said without naming anyone', async () => {
    const number = await approve('other', 'p9');
    const body = await post('/r4/Claim/$check', billed(number));
    expect(wordOf(body)).toBe('fix-authorization');
    expect(warningsOf(body)).toContain(
      'The message names an authorization number that is on file for another patient: it is not counted.',
    );
  });

  test('a number nobody recorded is taken at its word, and not said to fit', async () => {
    const body = await post('/r4/Claim/$check', billed(`UNSEEN-${way}`));
    expect(wordOf(body)).toBe('proceed-authorized');
    expect(body.disposition).toContain('what it covers is not on file here: check that it fits.');
    const [line] = body.insurance?.[0]?.item ?? body.item;
    expect(stateOf(line)).toEqual({ state: 'act', owner: 'biller' });
  });

  test.each(['denied', 'appealed'])('a later word of the payer without a number, %s, ends it', async (later) => {
    const number = await approve(later);
    await post(
      `/r4/ServiceRequest/${later}-${way}/$record-decision`,
      decisionMessage(later, { receivedAt: ['DateTime', '2027-01-01T10:00:00Z'] }),
    );
    const body = await post('/r4/Claim/$check', billed(number));
    expect(wordOf(body)).toBe('fix-authorization');
    expect(body.disposition).not.toMatch(/go ahead/);
  });
});
