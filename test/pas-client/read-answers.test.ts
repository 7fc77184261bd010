import { describe, expect, test } from 'vitest';
import { readPasResponse } from '../../shared/fhir/pas/response/read-pas-response.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  answerBundle,
  answered,
  answeredItem,
  certifiedItem,
  claimResponse,
  EXPECTED,
  memberOf,
  reviewed,
  traced,
} from '../support/pas-answers.ts';
import { coded, DOCTOR_NPI, MEMBER, pasExtension, GROUP_NPI as SITE } from '../support/pas-messages.ts';

const X12 = 'https://codesystem.x12.org/005010';
const REASON = { coding: [{ system: 'https://codesystem.x12.org/external/886', code: '0F' }], text: 'Not shown' };
const read = (bundle: Part): Part => readPasResponse(bundle, EXPECTED);
const itemsOf = (bundle: Part): readonly Part[] => read(bundle).items;

describe('a decision', () => {
  test('certified: number, window, day of issue, member and trace of the request', () => {
    expect(read(answered([certifiedItem()]))).toEqual({
      is: 'answered',
      traces: [EXPECTED.trace, ...EXPECTED.items],
      items: [
        {
          sequence: 1,
          action: 'certified',
          number: 'AUTH-77001',
          window: { start: '2026-06-02', end: '2026-08-31' },
          issued: '2026-06-02',
          reasons: [],
          needs: [],
        },
      ],
      memberId: MEMBER,
      notes: [],
    });
  });

  test.each([
    ['A1', 'certified'],
    ['A2', 'partly-certified'],
    ['A3', 'denied'],
    ['A4', 'pended'],
    ['A6', 'modified'],
    ['C', 'cancelled'],
    ['CT', 'call-payer'],
    ['NA', 'not-required'],
  ])('%s is %s', (code, action) => {
    const [item] = itemsOf(answered([answeredItem(1, code, { number: 'N-1' })]));
    expect(item?.action).toBe(action);
    const authorizes = ['A1', 'A2', 'A6'].includes(code);
    expect([item?.number, item?.caseNumber]).toEqual(authorizes ? ['N-1', undefined] : [undefined, 'N-1']);
  });

  test('refused: its code, its words and its note are the payer’s own', () => {
    const bundle = answered([answeredItem(1, 'A3', { reasons: [REASON], noteNumber: [1] })], {
      processNote: [
        { number: 1, text: 'A test of this year answers the question.' },
        { number: 2, text: 'Call us.' },
      ],
      disposition: 'See notes',
    });
    expect(read(bundle)).toMatchObject({
      items: [
        {
          action: 'denied',
          reasons: [{ code: '0F', says: 'Not shown' }, { says: 'A test of this year answers the question.' }],
        },
      ],
      notes: ['See notes', 'Call us.'],
    });
  });

  test('modified: code, units and number of the added item, who and where', () => {
    const provider = (type: string, reference: string) =>
      pasExtension('extension-itemAuthorizedProvider', {
        extension: [
          { url: 'provider', valueReference: { reference } },
          pasExtension('extension-authorizedProviderType', { valueCodeableConcept: coded(`${X12}/98`, type) }),
        ],
      });
    const item = answeredItem(1, 'A6', {
      extension: [provider('SJ', 'Practitioner/d1'), provider('FA', 'Organization/o1')],
    });
    const addItem = [
      {
        itemSequence: [1],
        productOrService: coded('http://www.ama-assn.org/go/cpt', '93350'),
        quantity: { value: 2, unit: 'Unit' },
        adjudication: [reviewed('A6', { number: 'AUTH-9' })],
        extension: [
          pasExtension('extension-itemPreAuthPeriod', { valuePeriod: { start: '2026-06-03', end: '2026-07' } }),
        ],
      },
    ];
    const npi = 'http://hl7.org/fhir/sid/us-npi';
    const bundle = answerBundle(
      claimResponse([item], { addItem }),
      memberOf(),
      { resourceType: 'Practitioner', id: 'd1', identifier: [{ system: npi, value: DOCTOR_NPI }] },
      { resourceType: 'Organization', id: 'o1', name: 'Imaging', identifier: [{ system: npi, value: SITE }] },
    );
    expect(itemsOf(bundle)).toEqual([
      expect.objectContaining({
        action: 'modified',
        number: 'AUTH-9',
        code: '93350',
        units: 2,
        window: { start: '2026-06-03', end: '2026-07-31' },
        performer: DOCTOR_NPI,
        facility: SITE,
      }),
    ]);
  });

  test('authorized detail in the item, as 2.0.1 has it', () => {
    const detail = pasExtension('extension-itemAuthorizedDetail', {
      extension: [
        { url: 'productOrServiceCode', valueCodeableConcept: coded('http://www.ama-assn.org/go/cpt', '93350') },
        { url: 'quantity', valueQuantity: { value: 1 } },
      ],
    });
    expect(itemsOf(answered([answeredItem(1, 'A2', { extension: [detail] })]))).toMatchObject([
      { action: 'partly-certified', code: '93350', units: 1 },
    ]);
  });

  test('pended: number of its file, documents and questions once each, by line, with the day they are due', () => {
    const line = (name: string, value: number) => pasExtension(name, { valuePositiveInt: value });
    const request: Part = {
      resourceType: 'CommunicationRequest',
      id: 'cr1',
      extension: [line('extension-serviceLineNumber', 1)],
      status: 'active',
      payload: [{ contentString: '11506-3' }],
    };
    const task: Part = {
      resourceType: 'Task',
      id: 't1',
      status: 'requested',
      intent: 'order',
      restriction: { period: { end: '2026-06-20' } },
      input: [
        { type: coded('x', 'payer-url'), valueUrl: 'https://payer.example' },
        {
          type: coded('x', 'attachments-needed'),
          extension: [pasExtension('extension-paLineNumber', { valueInteger: 1 })],
          valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: '11506-3' }], text: 'Office note' },
        },
        { type: coded('x', 'questionnaire-context'), valueString: 'ctx' },
      ],
    };
    const item = answeredItem(1, 'A4', {
      extension: [pasExtension('extension-administrationReferenceNumber', { valueString: 'PEND-3' })],
    });
    const bundle = answerBundle(
      claimResponse([item], { communicationRequest: [{ reference: 'CommunicationRequest/cr1' }] }),
      memberOf(),
      request,
      task,
    );
    expect(read(bundle)).toMatchObject({
      reference: 'PEND-3',
      items: [
        {
          action: 'pended',
          caseNumber: 'PEND-3',
          needs: [
            { kind: 'document', loinc: '11506-3', due: '2026-06-20' },
            { kind: 'question', due: '2026-06-20' },
          ],
        },
      ],
    });
    expect(itemsOf(bundle)[0]?.number).toBeUndefined();
  });

  test('a document asked for by its X12 report type alone is named by it', () => {
    const request: Part = {
      resourceType: 'CommunicationRequest',
      id: 'cr1',
      status: 'active',
      category: [coded(`${X12}/755`, 'DG')],
    };
    const bundle = answerBundle(claimResponse([answeredItem(1, 'A4')]), memberOf(), request);
    expect(itemsOf(bundle)[0]?.needs).toEqual([{ kind: 'document', says: 'Document of X12 report type DG' }]);
  });

  test('call the payer: what it says is what a person does', () => {
    const bundle = answered([answeredItem(1, 'CT', { noteNumber: [1] })], {
      processNote: [{ number: 1, text: '1-800-555-0100' }],
    });
    expect(itemsOf(bundle)[0]?.needs).toEqual([{ kind: 'call', says: '1-800-555-0100' }]);
  });

  test('of the whole request, where no item is told', () => {
    const bundle = answered([], { adjudication: [reviewed('A1', { number: 'AUTH-5' })] });
    const [item] = itemsOf(bundle);
    expect([item?.sequence, item?.action, item?.number]).toEqual([undefined, 'certified', 'AUTH-5']);
  });

  test('preAuthRef is the number only where no item has one', () => {
    const more = { preAuthRef: 'AUTH-WHOLE', preAuthPeriod: { start: '2026-06-02', end: '2026-07-02' } };
    expect(itemsOf(answered([answeredItem(1, 'A1')], more))).toMatchObject([
      { number: 'AUTH-WHOLE', window: { start: '2026-06-02', end: '2026-07-02' } },
    ]);
    const [, second] = itemsOf(answered([certifiedItem(1), answeredItem(2, 'A1')], more));
    expect(second?.number).toBeUndefined();
    expect(itemsOf(answered([answeredItem(1, 'A4')], more))[0]).not.toHaveProperty('number');
  });
});

describe('what is no decision', () => {
  test('an unknown code, two codes that differ, two numbers, none at all', () => {
    const two = { ...answeredItem(1, 'A1'), adjudication: [reviewed('A1'), reviewed('A3')] };
    const numbers = {
      ...answeredItem(1, 'A1'),
      adjudication: [reviewed('A1', { number: '1' }), reviewed('A1', { number: '2' })],
    };
    for (const item of [answeredItem(1, 'A5'), two, numbers]) {
      const answer = read(answered([item]));
      expect([answer.is, answer.items]).toEqual(['answered', []]);
      expect(answer.notes[0]).toMatch(/^Item 1: review action/);
    }
    const plain = { itemSequence: 1, adjudication: [{ category: coded('x', 'submitted') }] };
    expect(read(answered([plain], { disposition: 'Approved' }))).toMatchObject({ items: [], notes: ['Approved'] });
  });

  test('an added item that names no item of the request', () => {
    const addItem = [{ productOrService: coded('x', '93350'), adjudication: [reviewed('A1', { number: 'A' })] }];
    expect(read(answered([answeredItem(1, 'A4')], { addItem }))).toMatchObject({ items: [{ action: 'pended' }] });
  });

  test('queued without a decision is received', () => {
    expect(read(answered([], { outcome: 'queued' }))).toEqual({ is: 'acknowledged' });
  });

  test.each<[string, unknown]>([
    ['no FHIR', { hello: 1 }],
    ['an empty Bundle', { resourceType: 'Bundle', type: 'collection' }],
    ['an OperationOutcome', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] }],
    ['a ClaimResponse without what R4 asks for', answerBundle({ resourceType: 'ClaimResponse', id: 'x' })],
    [
      'a modifier nobody knows',
      answered([{ ...certifiedItem(), modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }]),
    ],
    [
      'more than is read',
      answerBundle(...Array.from({ length: 2_001 }, (_, id) => ({ resourceType: 'Basic', id: `${id}` }))),
    ],
  ])('%s is silence', (_name, body) => {
    expect(readPasResponse(body, EXPECTED).is).toBe('silent');
  });
});

describe('whose answer it is', () => {
  const tracesOf = (bundle: Part) => read(bundle).traces.map(({ value }: Part) => value);

  test('our Claim’s identifier stands for the trace number of the request', () => {
    const { extension: _traces, ...item } = certifiedItem();
    expect(tracesOf(answered([item]))).toEqual(['REQ-1']);
  });

  test('the payer’s own identifier is no trace; another of our system is', () => {
    const { extension: _traces, ...item } = certifiedItem();
    expect(tracesOf(answered([item], { identifier: [{ system: 'urn:payer', value: 'P-9' }] }))).toEqual([]);
    const foreign = { identifier: [{ system: EXPECTED.system, value: 'MSG-of-another' }] };
    expect(tracesOf(answered([item], foreign))).toEqual(['MSG-of-another']);
    expect(tracesOf(answered([{ ...item, extension: [traced('ITEM-9')] }], foreign))).not.toContain('REQ-1');
  });

  test('another member, and an item never asked, are told as they were sent', () => {
    const bundle = answerBundle(claimResponse([certifiedItem(9)]), memberOf('OTHER-1'));
    expect(read(bundle)).toMatchObject({ memberId: 'OTHER-1', items: [{ sequence: 9, action: 'certified' }] });
  });
});
