import type { Determination } from '../model/determination.ts';
import { isNpi } from '../model/keys/npi.ts';
import type { RequestContent, RequestParty } from './request-content.ts';
import type { RequestFinding } from './submission.ts';

type Judged = Pick<Determination, 'codes' | 'serviceDateAssumed'>;
type Check = (content: RequestContent, judged: Judged) => string | undefined;

const REGISTRATION = "Complete it in the patient's registration and send the order again, or give it with the request.";
const PROVIDER = 'Add it to the provider in the EHR and send the order again, or give it with the request.';

const numberMissing = (whose: string, party: RequestParty | undefined): string | undefined => {
  if (party?.npi === undefined) return `The NPI of ${whose} is missing.`;
  return isNpi(party.npi) ? undefined : `The NPI of ${whose} is none: its check digit is wrong.`;
};

const isPlace = ({ address }: RequestParty): boolean =>
  address !== undefined && address.lines.length > 0 && Boolean(address.city && address.state && address.postalCode);

/** What a payer's form cannot do without, in the order of a form: what is said of it, and what is done about it. */
const CHECKS: readonly (readonly [id: string, check: Check, fix: string])[] = [
  ['member-number', ({ member }) => (member.memberId ? undefined : 'The member number is missing.'), REGISTRATION],
  ['patient-name', ({ member }) => (member.family ? undefined : "The patient's name is missing."), REGISTRATION],
  ['birth-date', ({ member }) => (member.birthDate ? undefined : 'The birth date is missing.'), REGISTRATION],
  ['ordering-npi', ({ ordering }) => numberMissing('who orders the test', ordering), PROVIDER],
  [
    'performing-npi',
    ({ rendering, group }) =>
      rendering?.npi === undefined
        ? numberMissing('who performs the test', group)
        : numberMissing('who performs the test', rendering),
    PROVIDER,
  ],
  [
    'tin',
    ({ group }) => (group?.tin ? undefined : 'The tax number of who bills the test is missing.'),
    "Set it in the practice's settings (submission.practice.tin), or give it with the request.",
  ],
  [
    'site-address',
    ({ site }) => (site && isPlace(site) ? undefined : 'The address of the site is missing or not complete.'),
    "Complete it on the order's location in the EHR, or set the practice's (submission.practice.address).",
  ],
  [
    'code',
    (_content, { codes }) =>
      codes.length === 1
        ? undefined
        : `The order can mean ${codes.join(' or ') || 'no test that is known'}: one code is needed.`,
    'Order the test by its billing code, or answer the question that decides between them.',
  ],
  [
    'diagnosis',
    ({ items }) =>
      items.every(({ diagnoses }) => diagnoses.length) ? undefined : 'The reason for the test is missing.',
    'Add the ICD-10-CM code of the reason to the order.',
  ],
  [
    'day',
    (_content, { serviceDateAssumed }) => (serviceDateAssumed ? 'The day of the test is missing.' : undefined),
    'Set the day, or the window, on the order.',
  ],
];

/** Everything a request lacks, one finding each. */
export const missingIn = (content: RequestContent, judged: Judged): readonly RequestFinding[] =>
  CHECKS.flatMap(([id, check, fix]) => {
    const says = check(content, judged);
    return says === undefined ? [] : [{ id, says, fix }];
  });
