import { sameNumber } from '../model/keys/plain-number.ts';
import type { GivenIdentifier, RequestParties } from '../model/message/submitted-request.ts';
import type { Validity } from './review-act.ts';
import type { ItemState, ReviewItem } from './review-item.ts';
import type { ReviewRequest } from './review-request.ts';

/** X12 306 of a state. */
export const REVIEW_ACTION = {
  certified: 'A1',
  'partly-certified': 'A2',
  denied: 'A3',
  pended: 'A4',
  modified: 'A6',
  cancelled: 'C',
  referred: 'CT',
  'not-required': 'NA',
} as const satisfies Readonly<Record<ItemState['is'], string>>;

/** One item of an inquiry; what it does not name does not matter. */
export interface InquiryItem {
  readonly codes: readonly string[];
  readonly days?: Validity;
  readonly traceNumbers: readonly GivenIdentifier[];
  readonly numbers: readonly string[];
  /** Numbers of a pend. */
  readonly references: readonly string[];
  readonly actions: readonly string[];
  readonly issued?: Validity;
}

export interface RequestInquiry {
  readonly parties: RequestParties;
  readonly items: readonly InquiryItem[];
}

const shares = <T>(asked: readonly T[], given: readonly T[]): boolean => asked.some((one) => given.includes(one));
const overlaps = (a: Validity, b: Validity): boolean => a.start <= b.end && b.start <= a.end;

const numbersOf = ({ state, earlierNumber }: ReviewItem): readonly string[] => [
  ...('number' in state && state.number !== undefined ? [state.number] : []),
  ...(earlierNumber === undefined ? [] : [earlierNumber]),
];
const issuedOn = ({ state }: ReviewItem): string | undefined => ('issued' in state ? state.issued : undefined);

const fits = (item: ReviewItem, asked: InquiryItem, reference: string): boolean => {
  const issued = issuedOn(item);
  return (
    (!asked.codes.length || shares(asked.codes, item.codes)) &&
    (!asked.days || !item.days || overlaps(asked.days, item.days)) &&
    (!asked.traceNumbers.length ||
      asked.traceNumbers.some((one) =>
        item.traceNumbers.some(({ system, value }) => value === one.value && (one.system ?? system) === system),
      )) &&
    (!asked.numbers.length || asked.numbers.some((one) => numbersOf(item).some((number) => sameNumber(number, one)))) &&
    (!asked.references.length || (item.state.is === 'pended' && asked.references.includes(reference))) &&
    (!asked.actions.length || asked.actions.includes(REVIEW_ACTION[item.state.is])) &&
    (!asked.issued || (issued !== undefined && asked.issued.start <= issued && issued <= asked.issued.end))
  );
};

/**
 * Whether a request is one an inquiry asks for by example: its member was found by number; who orders or renders must agree, and
 * every item named must be one of the request's.
 */
export const answersInquiry = (
  { parties, items }: Pick<ReviewRequest, 'parties' | 'items'>,
  asked: RequestInquiry,
  reference: string,
): boolean => {
  const { npis, insurers, birthDate } = asked.parties;
  return (
    shares(npis, parties.npis) &&
    (!insurers.length || !parties.insurers.length || shares(insurers, parties.insurers)) &&
    (birthDate === undefined || parties.birthDate === undefined || birthDate === parties.birthDate) &&
    asked.items.every((one) => items.some((item) => fits(item, one, reference)))
  );
};
