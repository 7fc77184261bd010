import { NPI, PLACE_OF_SERVICE } from '../../shared/codes/systems.ts';
import { cpt, type decisionMessage, type Part } from './endpoint-messages.ts';

export type Parts = Parameters<typeof decisionMessage>[1];
export const INSIDE = '2026-06-15T09:00:00-04:00';
const WINDOW: Parts = { period: ['Period', { start: '2026-06-10', end: '2026-07-09' }] };
export const bare = ['approved', { ...WINDOW }] as const;

/** Situation, decisions on file, what the slot says, and the answer: word, reasons, days, next step. */
export interface Golden {
  readonly name: string;
  readonly decisions: readonly (readonly [string, Parts?])[];
  readonly order?: (asked: Part) => void;
  readonly slot?: Parts;
  readonly start?: string;
  readonly answer: string;
  readonly reasons: readonly string[];
  readonly days?: readonly (string | undefined)[];
  readonly next: RegExp;
}
const DAYS = ['2026-06-10', '2026-07-09'];
const code = (value: string) => ['Coding', cpt(value).coding[0]!] as const;
const place = (value: string) => ['Coding', { system: PLACE_OF_SERVICE, code: value }] as const;
const who = (npi: string) => ['Reference', { identifier: { system: NPI, value: npi } }] as const;

export const GOLDEN: readonly Golden[] = [
  {
    name: 'inside the window',
    decisions: [bare],
    answer: 'yes',
    reasons: ['inside-window'],
    days: DAYS,
    next: /window/,
  },
  {
    name: 'on its first day',
    decisions: [bare],
    start: '2026-06-10T00:00:00-04:00',
    answer: 'yes',
    reasons: ['inside-window'],
    days: DAYS,
    next: /window/,
  },
  {
    name: 'late on its last day, tomorrow in UTC',
    decisions: [bare],
    start: '2026-07-09T23:30:00-04:00',
    answer: 'yes',
    reasons: ['inside-window'],
    days: DAYS,
    next: /window/,
  },
  {
    name: 'a minute after it',
    decisions: [bare],
    start: '2026-07-10T00:00:00-04:00',
    answer: 'no',
    reasons: ['outside-window'],
    days: DAYS,
    next: /inside the approved window/,
  },
  {
    name: 'a day before it',
    decisions: [bare],
    start: '2026-06-09T23:59:00-04:00',
    answer: 'no',
    reasons: ['outside-window'],
    days: DAYS,
    next: /inside the approved window/,
  },
  {
    name: 'no end given: the policy’s days count',
    decisions: [['approved', { period: ['Period', { start: '2026-06-10' }] }]],
    start: '2026-07-26T09:00:00-04:00',
    answer: 'no',
    reasons: ['outside-window'],
    days: ['2026-06-10', '2026-07-25'],
    next: /window/,
  },
  {
    name: 'another code',
    decisions: [bare],
    slot: { code: code('78452') },
    answer: 'no',
    reasons: ['other-code'],
    next: /correct or extend/,
  },
  {
    name: 'the code it names',
    decisions: [['approved', { ...WINDOW, code: code('78452') }]],
    slot: { code: code('78452') },
    answer: 'yes',
    reasons: ['inside-window'],
    days: DAYS,
    next: /window/,
  },
  {
    name: 'another place',
    decisions: [['approved', { ...WINDOW, placeOfService: place('11') }]],
    slot: { placeOfService: place('22') },
    answer: 'no',
    reasons: ['other-place'],
    next: /correct or extend/,
  },
  {
    name: 'another facility',
    decisions: [['approved', { ...WINDOW, facility: who('1234567893') }]],
    slot: { facility: who('2000000010') },
    answer: 'no',
    reasons: ['other-facility'],
    next: /correct or extend/,
  },
  {
    name: 'another performer',
    decisions: [['approved', { ...WINDOW, performer: who('1234567893') }]],
    slot: { performer: who('2000000010') },
    answer: 'no',
    reasons: ['other-performer'],
    next: /correct or extend/,
  },
  {
    name: 'a performer known by another kind of name',
    decisions: [['approved', { ...WINDOW, performer: who('1234567893') }]],
    slot: { performer: ['Reference', { reference: 'Practitioner/x' }] },
    answer: 'yes',
    reasons: ['inside-window', 'not-compared'],
    days: DAYS,
    next: /window/,
  },
  {
    name: 'more units than approved',
    decisions: [['approved', { ...WINDOW, units: ['PositiveInt', 1] }]],
    slot: { units: ['PositiveInt', 2] },
    answer: 'no',
    reasons: ['units-used', 'coding'],
    next: /more units/,
  },
  {
    name: 'everything wrong at once, every reason said',
    decisions: [['approved', { ...WINDOW, placeOfService: place('22') }]],
    slot: { code: code('78452') },
    start: '2026-12-20T09:00:00-05:00',
    answer: 'no',
    reasons: ['outside-window', 'other-code', 'other-place'],
    next: /window/,
  },
  {
    name: 'of two approvals the one that fits',
    decisions: [['approved', { ...WINDOW, code: code('78452') }], bare],
    answer: 'yes',
    reasons: ['inside-window'],
    days: DAYS,
    next: /window/,
  },
  { name: 'denied', decisions: [['denied', {}]], answer: 'no', reasons: ['denied'], next: /Appeal/ },
  {
    name: 'denied, and appealed',
    decisions: [
      ['denied', {}],
      ['appealed', {}],
    ],
    answer: 'not-yet',
    reasons: ['outstanding'],
    next: /appeal/,
  },
  {
    name: 'approved, then taken back',
    decisions: [
      ['approved', { ...WINDOW, number: ['String', 'TB-1'] }],
      ['cancelled', { number: ['String', 'TB-1'] }],
    ],
    answer: 'not-yet',
    reasons: ['outstanding'],
    next: /./,
  },
  { name: 'with the payer', decisions: [['pended', {}]], answer: 'not-yet', reasons: ['outstanding'], next: /./ },
  { name: 'nobody asked yet', decisions: [], answer: 'not-yet', reasons: ['outstanding'], next: /./ },
  {
    name: 'the payer needs none',
    decisions: [['not-required', {}]],
    answer: 'yes',
    reasons: ['no-authorization-needed'],
    days: ['2026-06-01', '2026-12-31'],
    next: /./,
  },
  {
    name: 'after the coverage ended',
    decisions: [bare],
    start: '2027-01-05T09:00:00-05:00',
    answer: 'no',
    reasons: ['coverage-ended'],
    next: /coverage/,
  },
  {
    name: 'in the past',
    decisions: [bare],
    start: '2026-05-20T09:00:00-04:00',
    answer: 'no',
    reasons: ['past', 'outside-window'],
    days: DAYS,
    next: /today/,
  },
  {
    name: 'the order withdrawn',
    decisions: [bare],
    order: (asked) => {
      asked.status = 'revoked';
    },
    answer: 'no',
    reasons: ['order-cancelled'],
    next: /new order/,
  },
  {
    name: 'the test done',
    decisions: [bare],
    order: (asked) => {
      asked.status = 'completed';
    },
    answer: 'no',
    reasons: ['performed'],
    next: /new order/,
  },
  {
    name: 'an exercise ECG, which this payer lets pass',
    decisions: [],
    order: (asked) => {
      asked.code = cpt('93015');
    },
    answer: 'yes',
    reasons: ['no-authorization-needed'],
    days: ['2026-06-01', '2026-12-31'],
    next: /./,
  },
];
