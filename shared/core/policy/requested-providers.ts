import type { Approval } from '../model/approval.ts';
import type { Finding } from '../model/determination.ts';
import { isNpi } from '../model/keys/npi.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';

/** Who the request named, against who is booked or billed: what the payer's own answer leaves open. */

type Compared = Pick<Finding, 'id' | 'severity' | 'says' | 'fix'> & { readonly carc?: string };

export const REQUESTED_OTHERWISE = 'authorization-requested-';
export const NOT_COMPARED = 'authorization-not-compared-';

const FIX =
  'Have the payer change its authorization before the test, or the visit and the claim: they are held against each other.';
const ASK = 'Look up the number of who is booked or billed, and compare it.';

const isNumber = (key: string | undefined): key is string => key !== undefined && isNpi(key);

const differs = (
  what: string,
  asked: string | undefined,
  now: string | undefined,
  says: string,
): readonly Compared[] =>
  isNumber(asked) && isNumber(now) && asked !== now
    ? [{ id: `${REQUESTED_OTHERWISE}${what}`, severity: 'warning', carc: '296', says, fix: FIX }]
    : [];

/** The payer names a number, and the line names the same kind of party by something else: that is no match. */
const notCompared = (
  what: string,
  named: string | undefined,
  now: string | undefined,
  says: string,
): readonly Compared[] =>
  isNumber(named) && !isNumber(now) ? [{ id: `${NOT_COMPARED}${what}`, severity: 'information', says, fix: ASK }] : [];

const taxNumbers = (keys: readonly string[] = []): readonly string[] =>
  keys.filter((key) => key.startsWith('tax|')).map((key) => key.slice(4).replace(/\D/g, ''));

const otherTin = (asked: string | undefined, { performedBy }: ServiceFacts): readonly Compared[] => {
  const now = taxNumbers(performedBy);
  if (asked === undefined || !now.length || now.includes(asked)) return [];
  const says = 'The request named another tax number (TIN) than this line.';
  return [{ id: `${REQUESTED_OTHERWISE}tin`, severity: 'warning', carc: '296', says, fix: FIX }];
};

/**
 * How the parties of a line differ from those of the request an approval answers, pair by pair: TIN, person, group, site. Where
 * the payer itself names the person or the site, that counts, and the difference is one of the approval. What one side does not
 * tell by a number is neither a match nor a difference; where the payer names a number, it is said that nothing was compared.
 */
export const comparedWithRequest = (
  { requested = {}, performer, facility }: Approval,
  service: ServiceFacts,
): readonly Compared[] => [
  ...otherTin(requested.tin, service),
  ...(performer === undefined
    ? differs('performer', requested.performer, service.performer, 'The request named another performing provider.')
    : notCompared(
        'performer',
        performer,
        service.performer,
        'The approval names who performs the test by NPI; this line does not.',
      )),
  ...differs('group', requested.group, service.providerGroup, 'The request named another group.'),
  ...(facility === undefined
    ? differs('site', requested.site, service.facility, 'The request named another site.')
    : notCompared('site', facility, service.facility, 'The approval names the site by NPI; this line does not.')),
];
