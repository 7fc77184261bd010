import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readInquiryAnswer, readPasResponse } from '../../shared/fhir/pas/response/read-pas-response.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { answerBundle, answered, answeredItem, certifiedItem, EXPECTED, traced } from '../support/pas-answers.ts';
import { coded, pasExtension } from '../support/pas-messages.ts';

const X12 = 'https://codesystem.x12.org/005010';
const read = (bundle: Part): Part => readPasResponse(bundle, EXPECTED);

describe('not taken up', () => {
  test('each error with its follow-up, words and place', () => {
    const error = [
      {
        code: { ...coded(`${X12}/901`, '72'), text: 'No such member' },
        extension: [
          pasExtension('extension-errorFollowupAction', { valueCodeableConcept: coded(`${X12}/889`, 'N') }),
          pasExtension('extension-errorPath', { valueString: 'Bundle.entry[1].resource.identifier' }),
        ],
      },
      {
        code: coded(`${X12}/901`, '33'),
        extension: [pasExtension('extension-errorElement', { valueString: '2010A-NM103' })],
      },
    ];
    expect(read(answered([], { outcome: 'error', error }))).toEqual({
      is: 'rejected',
      rejections: [
        { code: '72', followUp: 'stop', says: 'No such member', at: 'Bundle.entry[1].resource.identifier' },
        { code: '33', followUp: 'correct', says: 'Reject reason 33 (X12 901).', at: '2010A-NM103' },
      ],
    });
    expect(read(answered([], { outcome: 'error' }))).toMatchObject({ is: 'rejected' });
  });

  test('errors beside decisions are told with them', () => {
    const error = [{ code: { ...coded(`${X12}/901`, '33'), text: 'Item 2 is not readable' } }];
    expect(read(answered([certifiedItem()], { outcome: 'partial', error }))).toMatchObject({
      is: 'answered',
      notes: ['Item 2 is not readable'],
    });
  });
});

describe('an inquiry', () => {
  const parameters = (...resources: readonly Part[]): Part => ({
    resourceType: 'Parameters',
    parameter: resources.map((resource) => ({ name: 'return', resource })),
  });
  const other = () =>
    answered([{ ...answeredItem(1, 'A3'), extension: [traced('ELSE')] }], {
      identifier: [{ system: EXPECTED.system, value: 'M-ELSE' }],
      created: '2026-07-01T00:00:00Z',
    });
  const ask = (body: unknown): Part => readInquiryAnswer(body, EXPECTED);

  test('of several requests of the member ours is taken, the newest answer of it', () => {
    const old = answered([answeredItem(1, 'A4')], { created: '2026-06-01T00:00:00Z' });
    expect(ask(parameters(other(), old, answered([certifiedItem()])))).toMatchObject({
      is: 'answered',
      items: [{ action: 'certified' }],
    });
    const [first, second] = [other(), answered([certifiedItem()])];
    const one = { ...first, entry: [...first.entry, ...second.entry.slice(0, 1)] };
    expect(ask(one)).toMatchObject({ is: 'answered', items: [{ number: 'AUTH-77001' }] });
  });

  test('of two requests in one Bundle each waits for what is asked of it', () => {
    const bundle = (request: string, id: string, loinc: string): Part => {
      const held = answered([answeredItem(1, 'A4')], { id, request: { reference: request } });
      const input = [
        { type: { coding: [{ code: 'attachments-needed' }] }, valueCodeableConcept: coded('http://loinc.org', loinc) },
      ];
      const task = { resourceType: 'Task', id: `t-${id}`, status: 'requested', intent: 'order', input };
      held.entry.push({
        fullUrl: `https://payer.example/r4/Task/t-${id}`,
        resource: { ...task, reasonReference: { reference: request } },
      });
      return held;
    };
    const [ours, theirs] = [bundle('urn:uuid:1', 'r1', '11506-3'), bundle('urn:uuid:2', 'r2', '34752-6')];
    theirs.entry[0].resource.identifier = [{ system: EXPECTED.system, value: 'M-ELSE' }];
    theirs.entry[0].resource.item[0].extension = [traced('ELSE')];
    const both = { ...ours, entry: [...theirs.entry, ...ours.entry] };
    const loincs = (body: Part) => ask(body).items[0].needs.map(({ loinc }: Part) => loinc);
    expect(loincs(both)).toEqual(['11506-3']);
    expect(loincs(parameters(theirs, ours))).toEqual(['11506-3']);
    // Where two answer the same address it is nobody's for certain.
    for (const { resource } of theirs.entry) if (resource.request) resource.request = { reference: 'urn:uuid:1' };
    expect(loincs(both)).toEqual([]);
  });

  test('nothing of ours is nothing on file, only where everything was told', () => {
    expect(ask({ resourceType: 'Parameters' })).toMatchObject({ is: 'rejected', rejections: [{ code: 'not-found' }] });
    expect(ask(parameters(other()))).toMatchObject({ is: 'rejected', rejections: [{ followUp: 'resend' }] });
    const cut = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] };
    expect(ask(parameters(other(), cut))).toMatchObject({ is: 'silent' });
    const nameless = answered([answeredItem(1, 'A3')]);
    delete nameless.entry[0].resource.identifier;
    delete nameless.entry[0].resource.item[0].extension;
    expect(ask(parameters(other(), nameless))).toEqual({ is: 'silent', why: 'cannot-be-told-apart' });
    expect(ask(answerBundle({ resourceType: 'ClaimResponse', id: 'x' }))).toMatchObject({ is: 'silent' });
  });
});

const DATA = new URL('../../../shared/data/', import.meta.url);
if (!existsSync(DATA)) console.warn('Skipped: the published examples are not beside this checkout.');
describe.skipIf(!existsSync(DATA))('published answers', () => {
  const published = (path: string): Part => JSON.parse(readFileSync(new URL(path, DATA), 'utf8'));

  test('a certified referral, with the number, the window and who may perform it', () => {
    const answer = read(published('davinci-pas-2.0.1/examples/Bundle-ReferralAuthorizationResponseBundleExample.json'));
    expect(answer).toMatchObject({
      is: 'answered',
      memberId: '12345678901',
      items: [{ sequence: 1, action: 'certified', number: 'AUTH0001', units: 1, window: { end: '2005-06-02' } }],
    });
  });

  test('pended, rejected, and told to an inquiry', () => {
    const pended = read(
      published('davinci-pas-2.2.1/examples/Bundle-ReferralPendingAuthorizationResponseBundleExample.json'),
    );
    expect(pended).toMatchObject({ is: 'answered', items: [{ action: 'pended' }] });
    expect(pended.items[0]).not.toHaveProperty('number');
    const rejected = read(published('davinci-pas-2.2.1/examples/Bundle-RejectionResponseBundleExample.json'));
    expect(rejected.is === 'rejected' || rejected.items[0].action === 'denied').toBe(true);
    const told = published('davinci-pas-2.2.1/examples/Parameters-PASClaimInquiryOperationResponseExample.json');
    const expected = { ...EXPECTED, messages: ['111099'] };
    expect(readInquiryAnswer(told, expected)).toMatchObject({ is: 'answered', items: [{ number: 'AUTH0001' }] });
  });
});
