import fc from 'fast-check';
import type { Part } from '../endpoint-messages.ts';
import { pasExtension } from '../pas-messages.ts';
import { answerTo } from '../practice-and-payer.ts';

/** Words of a payer about this request: its patient, trace, item, code and, but for the last, the date of the visit. */
const OWN = ['certified', 'denied', 'pended', 'certified-other-dates'] as const;
/** Words about somebody or something else. */
const FOREIGN = ['other-member', 'other-trace', 'other-item', 'other-code'] as const;
const NO_WORDS = ['busy', 'down', 'half', 'queued', 'refused', 'nothing'] as const;
export type OwnWord = (typeof OWN)[number];
export type ForeignWord = (typeof FOREIGN)[number];
export type Says = OwnWord | ForeignWord | (typeof NO_WORDS)[number];

export type Step =
  | {
      readonly do: 'pass';
      readonly minutes: number;
      /** To the first call of it, and to all others. */
      readonly says: readonly [Says, Says];
      /** The process ends at the first exchange. */
      readonly dies: 'never' | 'before' | 'after';
    }
  | {
      readonly do: 'notice';
      readonly says: OwnWord | ForeignWord;
      readonly isForged: boolean;
      readonly isTwice: boolean;
    }
  | { readonly do: 'late-notice' | 'document' | 'withdraw' | 'restart' };

const pass = fc.record({
  do: fc.constant('pass' as const),
  minutes: fc.integer({ min: 1, max: 200 }),
  says: fc.tuple(
    fc.constantFrom<Says>(...OWN, ...FOREIGN, ...NO_WORDS),
    fc.constantFrom<Says>(...OWN, ...FOREIGN, ...NO_WORDS),
  ),
  dies: fc.constantFrom('never' as const, 'never' as const, 'before' as const, 'after' as const),
});
const notice = fc.record({
  do: fc.constant('notice' as const),
  says: fc.constantFrom<OwnWord | ForeignWord>(...OWN, ...FOREIGN),
  isForged: fc.boolean(),
  isTwice: fc.boolean(),
});
const other = fc.record({ do: fc.constantFrom('late-notice', 'document', 'withdraw', 'restart') });
export const someSteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: pass },
    { weight: 3, arbitrary: notice },
    { weight: 2, arbitrary: other as fc.Arbitrary<Step> },
  ),
  { minLength: 2, maxLength: 9 },
);

export const isOwn = (says: Says): says is OwnWord => OWN.some((one) => one === says);
export const isForeign = (says: Says): says is ForeignWord => FOREIGN.some((one) => one === says);

/** The number of every answer about somebody or something else. */
export const WRONG = 'WRONG-1';
/** Day of the visit, and days an approval may be for that is not for it. */
export const VISIT = '2026-12-15';
const OTHER_DATES = { start: '2027-06-01', end: '2027-06-30' };
export const numbersOf = (story: string) => ({ certified: `AUTH-${story}`, 'certified-other-dates': `LATER-${story}` });

const CODES = { certified: 'A1', 'certified-other-dates': 'A1', denied: 'A3', pended: 'A4' } as const;

const ownAnswer = (says: OwnWord, sent: Part, story: string): Part => {
  const numbers: Readonly<Record<string, string>> = numbersOf(story);
  const bundle = answerTo(sent, CODES[says], numbers[says] ? { number: numbers[says] } : {});
  if (says === 'certified-other-dates')
    for (const item of bundle.entry[0].resource.item)
      for (const extension of item.extension) if (extension.valuePeriod) extension.valuePeriod = OTHER_DATES;
  return bundle;
};

/** What a payer writes for one word of it, about the request it was sent. */
export const answerOf = (says: OwnWord | ForeignWord, asked: Part, story: string): Part => {
  const sent = structuredClone(asked);
  if (isOwn(says)) return ownAnswer(says, sent, story);
  const bundle = answerTo(sent, 'A1', { number: WRONG, ...(says === 'other-member' ? { memberId: 'SOMEBODY' } : {}) });
  const { resource } = bundle.entry[0];
  if (says === 'other-item') resource.item[0].itemSequence = 9;
  if (says === 'other-code')
    resource.item[0].extension.push(
      pasExtension('extension-itemAuthorizedDetail', {
        extension: [
          {
            url: 'productOrServiceCode',
            valueCodeableConcept: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99213' }] },
          },
        ],
      }),
    );
  if (says === 'other-trace') {
    for (const one of resource.item[0].extension) if (one.valueIdentifier) one.valueIdentifier.value = 'NOT-OURS';
    resource.identifier[0].value = 'NOT-OURS-1';
  }
  return bundle;
};
