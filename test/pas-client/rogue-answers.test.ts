import { afterEach, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { CPT } from '../../shared/codes/systems.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { requestTo } from '../support/event-harness.ts';
import { reviewed } from '../support/pas-answers.ts';
import { coded, pasExtension } from '../support/pas-messages.ts';
import { answerTo, openPracticeAndPayer, type PracticeAndPayer } from '../support/practice-and-payer.ts';

/** A payer says yes in a way that is none: from its answer over HTTP to the order's record and the slot. */
let both: PracticeAndPayer;
afterEach(() => both.close());

type Spoil = (bundle: Part, sent: Part) => void;
const responseIn = ({ entry }: Part): Part => entry[0].resource;
const patientIn = ({ entry }: Part): Part => entry[1].resource;
const itemIn = (bundle: Part): Part => responseIn(bundle).item[0];
const of =
  (changes: Part): Spoil =>
  (bundle) => {
    Object.assign(responseIn(bundle), changes);
  };
const numbered =
  (numberOf: (bundle: Part, sent: Part) => string): Spoil =>
  (bundle, sent) => {
    itemIn(bundle).adjudication = [reviewed('A1', { number: numberOf(bundle, sent) })];
  };
const period =
  (valuePeriod: Part | undefined, issued?: string): Spoil =>
  (bundle) => {
    const item = itemIn(bundle);
    item.extension = [
      ...item.extension.filter(({ url }: Part) => !/PreAuthPeriod$/.test(url)),
      ...(valuePeriod ? [pasExtension('extension-itemPreAuthPeriod', { valuePeriod })] : []),
      ...(issued ? [pasExtension('extension-itemPreAuthIssueDate', { valueDate: issued })] : []),
    ];
  };
const orderedIn = (sent: Part): Part => sent.entry[0].resource.item[0].productOrService;
const detailed =
  (parts: (sent: Part) => readonly Part[], code = 'A1'): Spoil =>
  (bundle, sent) => {
    itemIn(bundle).adjudication = [reviewed(code, { number: 'AUTH-4711' })];
    itemIn(bundle).extension.push(pasExtension('extension-itemAuthorizedDetail', { extension: parts(sent) }));
  };
const quantity = (value: number): Part => ({ url: 'quantity', valueQuantity: { value } });
const person =
  (changes: Part): Spoil =>
  (bundle) => {
    Object.assign(patientIn(bundle), changes);
  };
/** The same answer once more, changed. */
const twice =
  (code: string, before: Spoil = () => undefined): Spoil =>
  (bundle, sent) => {
    before(bundle, sent);
    const again = structuredClone(bundle.entry[0]);
    again.resource.id = 'r2';
    again.fullUrl += '2';
    again.resource.item[0].adjudication = [reviewed(code)];
    bundle.entry.push(again);
  };
const nameless: Spoil = (bundle) => {
  delete responseIn(bundle).identifier;
  itemIn(bundle).extension = itemIn(bundle).extension.filter(({ url }: Part) => !/itemTraceNumber$/.test(url));
};
const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };
const ELSE = { name: [{ family: 'Zzyzx', given: ['Else'] }], birthDate: '1999-01-01' };

const played = async (spoil: Spoil): Promise<Part> => {
  both = await openPracticeAndPayer();
  await both.begin({
    is: 'replies',
    to: (sent) => {
      const bundle = answerTo(sent, 'A1');
      spoil(bundle, sent);
      return bundle;
    },
  });
  const slot = {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: '2026-12-10T09:00:00-05:00' }],
  };
  const reply = await bookable(requestTo('bookable', { id: 'o1' }, slot), both.harness);
  const { parameter } = reply.body as Part;
  const submission = await both.submission();
  return {
    record: await both.record('o1'),
    standing: submission?.standing.state,
    findings: submission?.findings.map(({ id }) => id),
    bookable: parameter.find(({ name }: Part) => name === 'answer').valueCode,
  };
};

test('the answer these are made from is a yes', async () => {
  expect(await played(() => undefined)).toMatchObject({ standing: 'decided', findings: [], bookable: 'yes' });
});

test.each<[string, Spoil, string]>([
  ['retracted', of({ status: 'entered-in-error' }), 'answer-inactive'],
  ['cancelled', of({ status: 'cancelled' }), 'answer-inactive'],
  ['a draft', of({ status: 'draft' }), 'answer-inactive'],
  ['an estimate of benefits', of({ use: 'predetermination' }), 'answer-other-use'],
  ['of a claim', of({ use: 'claim' }), 'answer-other-use'],
  ['with an outcome that failed', of({ outcome: 'error' }), 'answer-not-final'],
  ['still queued', of({ outcome: 'queued' }), 'answer-not-final'],
  ['a test', of({ meta: { security: [HTEST] } }), 'answer-test'],
  ['a test by its tag', of({ meta: { tag: [HTEST] } }), 'answer-test'],
  [
    'in a Bundle that is a test',
    (bundle) => {
      bundle.meta = { ...bundle.meta, security: [HTEST] };
    },
    'answer-test',
  ],
  ['beside an error about the item', of({ error: [{ itemSequence: 1, code: coded('urn:901', '33') }] }), 'no-decision'],
  [
    'of the whole, its item being unclear',
    (bundle) => {
      itemIn(bundle).adjudication = [reviewed('A1'), reviewed('A3')];
      responseIn(bundle).adjudication = [reviewed('A1', { number: 'WHOLE-1' })];
    },
    'no-decision',
  ],
  [
    'its number is that of our Claim',
    numbered((_, sent) => sent.entry[0].resource.identifier[0].value),
    'no-authorization-number',
  ],
  [
    'its number is the member’s',
    numbered((bundle) => patientIn(bundle).identifier[0].value),
    'no-authorization-number',
  ],
  ['its number is a word', numbered(() => 'N/A'), 'no-authorization-number'],
  ['its number is blank', numbered(() => ' '), 'no-authorization-number'],
  [
    'for the reading alone',
    detailed((sent) => [
      { url: 'productOrServiceCode', valueCodeableConcept: orderedIn(sent) },
      { url: 'modifier', valueCodeableConcept: coded(CPT, '26') },
    ]),
    'component-only',
  ],
  ['for a relative with the same member number', person(ELSE), 'other-member'],
  [
    'for somebody without a number',
    (bundle, sent) => {
      person(ELSE)(bundle, sent);
      delete patientIn(bundle).identifier;
    },
    'other-member',
  ],
  ['and a no, both named', twice('A3'), 'answered-twice'],
  ['and a no, neither named', twice('A3', nameless), 'answered-twice'],
  [
    'twice, with two numbers',
    (bundle) => {
      const { item } = responseIn(bundle);
      item.push({ ...structuredClone(item[0]), adjudication: [reviewed('A1', { number: 'AUTH-2' })] });
    },
    'answered-twice',
  ],
])('a yes %s: nothing is recorded, it is said, and the slot is not bookable', async (_name, spoil, finding) => {
  const { record, standing, findings, bookable: slot } = await played(spoil);
  expect({ state: record.state, standing, findings, slot }).toEqual({
    state: 'required',
    standing: 'sent',
    findings: [finding],
    slot: 'not-yet',
  });
  expect(record.requests[0].nextStep).not.toMatch(/^Wait/);
});

test.each<[string, Spoil]>([
  ['no units', detailed(() => [quantity(0)])],
  ['no units, modified', detailed(() => [quantity(0)], 'A6')],
  ['half a unit', detailed(() => [quantity(0.5)])],
  ['a year that is over', period({ start: '2025', end: '2025' })],
  ['a month that is over', period({ start: '2026-11-01', end: '2026-11' })],
  ['a time long ago, by the day of issue alone', period(undefined, '2024-06-02')],
])('a yes for %s is kept as the payer gave it, and the slot is not bookable', async (_name, spoil) => {
  expect(await played(spoil)).toMatchObject({ standing: 'decided', bookable: 'no' });
});

test('a yes without a number makes nothing bookable: the number is to be asked for', async () => {
  const spoil: Spoil = (bundle) => {
    itemIn(bundle).adjudication = [reviewed('A1')];
  };
  const { record, ...rest } = await played(spoil);
  expect(rest).toEqual({ standing: 'decided', findings: ['no-number'], bookable: 'not-yet' });
  expect(record).toMatchObject({ state: 'submitted', payerAwaits: 'number' });
  expect(record.nextStep).toMatch(/^Ask the payer for the authorization number/);
});

test('a nameless answer to an inquiry is ours only by the payer’s own number of the request', async () => {
  both = await openPracticeAndPayer();
  const asNameless = (sent: Part, code: string, more: Part = {}) => {
    const bundle = answerTo(sent, code, more);
    nameless(bundle, sent);
    return { resourceType: 'Parameters', parameter: [{ name: 'return', resource: bundle }] };
  };
  await both.begin(
    { is: 'replies', to: (sent) => answerTo(sent, 'A4') },
    { is: 'replies', to: (sent) => asNameless(sent, 'A1') },
  );
  both.later(30);
  await both.relay();
  expect(both.payer.calls).toHaveLength(2);
  expect((await both.record('o1'))?.state).toBe('submitted');
});
