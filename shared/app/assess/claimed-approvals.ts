import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import { isAlsoOn } from '../../core/authorization/shared-units.ts';
import { isForeignTestNumber } from '../../core/authorization/test-number.ts';
import type { Approval } from '../../core/model/approval.ts';
import { plainNumber, sameNumber } from '../../core/model/keys/plain-number.ts';
import type { Inquiry, PlacedNumber } from '../../core/model/message/inquiry.ts';
import type { NamedNumber } from '../../core/policy/named-numbers.ts';
import { type Person, personOf, personOfRecord, samePerson } from '../keys/same-person.ts';
import { testMarks } from '../keys/tenant-mark.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import type { InUse } from '../search/approvals-in-use.ts';
import { decisionsOfRecord } from '../search/decisions-of-record.ts';

/** The authorization numbers of a message, with what is on file under them. */
interface ClaimedApprovals {
  readonly named: readonly NamedNumber[];
  readonly warnings: readonly string[];
}

type FilePorts = Pick<Ports, 'authorizations' | 'digest'>;
type Found = Pick<NamedNumber, 'whose' | 'approvals'>;

/** Records read per authorization number; more would add nothing. */
const MOST_RECORDS = 10;
/** Different numbers looked up for one message; a real claim names one or two. */
const MOST_NUMBERS = 50;

const SAYS: Readonly<Partial<Record<NamedNumber['whose'], string>>> = {
  another: 'The message names an authorization number that is on file for another patient: it is not counted.',
  unknown:
    'The message names an authorization number that is on file, but not who its patient is: it is not counted. Name the patient by identifier or member number.',
};
const TEST_NUMBER = 'The message names an authorization number of a test: it authorizes nothing and is not counted.';
const TOO_MANY = `Only the first ${MOST_NUMBERS} authorization numbers of the message were looked up; the others are not counted.`;

/** An approval of which only the number is known, from the message. */
export const bareApproval = (number: string, receivedAt: string): Approval => ({
  number,
  decision: 'approved',
  codes: [],
  source: 'claim',
  receivedAt,
});

const isUnder = (number: string, counting: readonly Approval[]): boolean =>
  counting.some((one) => sameNumber(one.number, number));

/** What was decided under the number, and what ended or reopened it without naming one. */
const approvalsUnder = (number: string, counting: readonly Approval[]): readonly Approval[] =>
  counting.filter((one) => sameNumber(one.number, number) || one.number === undefined || one.numberKind !== undefined);

/** The same, marked where the payer told no units and another order of the test has the number: which one is billed is not known. */
const approvalsOf = (number: string, { decisions, record }: InUse, own: readonly InUse[]): readonly Approval[] => {
  const others = own.filter((one) => one.record !== record && one.record.payer === record.payer);
  return approvalsUnder(number, decisions).map((one) =>
    one.units === undefined && isAlsoOn(one, others) ? { ...one, sharedNumber: true } : one,
  );
};

type ReadCounting = (record: AuthorizationRecord) => Promise<readonly Approval[]>;

/** The decisions of a record that count; read once, however many of its numbers a message names. */
const countingOnce = (ports: FilePorts): ReadCounting => {
  const read = new Map<string, Promise<readonly Approval[]>>();
  return (record) => {
    const name = JSON.stringify([record.source, record.orderId]);
    const found = read.get(name) ?? decisionsOfRecord(record, ports).then(countingDecisions);
    read.set(name, found);
    return found;
  };
};

/** One number: as recorded where it is on file for this patient, else the number alone. */
const look = async (
  number: string,
  person: Person,
  { tenant, receivedAt }: Pick<Caller, 'tenant' | 'receivedAt'>,
  { authorizations, digest }: FilePorts,
  countingOf: ReadCounting,
): Promise<Found> => {
  const query = { identifier: { system: '', value: number }, limit: MOST_RECORDS };
  const { items } = await authorizations.find(tenant.id, query);
  const all = await Promise.all(items.map(async (record) => ({ record, counting: await countingOf(record) })));
  const records = all.filter(({ counting }) => isUnder(number, counting));
  if (!records.length) return { whose: 'nobody', approvals: [bareApproval(number, receivedAt)] };
  const answerIds = [...new Set(records.map(({ record }) => record.answerId))];
  const answers = await authorizations.answersById(tenant.id, answerIds);
  const judged = records.map(({ record, counting }) => ({
    record,
    decisions: counting,
    is: samePerson(person, personOfRecord(record, answers.get(record.answerId), digest)),
  }));
  const own = judged.filter(({ is }) => is === 'same');
  if (own.length) return { whose: 'patient', approvals: own.flatMap((one) => approvalsOf(number, one, own)) };
  return { whose: judged.some(({ is }) => is === 'unknown') ? 'unknown' : 'another', approvals: [] };
};

/**
 * The numbers a message names, as recorded where they are on file, so that patient, payer, code, place, units and dates
 * are compared; else the number alone. Each is looked up once, however often and however spelled it stands there.
 */
export const claimedApprovals = async (
  { preAuthRefs, numbers, patient, coverages }: Inquiry,
  caller: Pick<Caller, 'tenant' | 'source' | 'receivedAt'>,
  ports: FilePorts,
): Promise<ClaimedApprovals> => {
  const given: readonly PlacedNumber[] = numbers ?? preAuthRefs.map((number) => ({ number }));
  if (!given.length) return { named: [], warnings: [] };
  const marks = testMarks(caller.tenant, ports.digest);
  const placed = given.filter(({ number }) => !isForeignTestNumber(number, marks));
  const tests = placed.length < given.length ? [TEST_NUMBER] : [];
  const person = personOf({ patient, coverages }, caller.source, caller.tenant.id, ports.digest);
  const different = new Map(placed.map(({ number }) => [plainNumber(number), number] as const));
  const looked = [...different].slice(0, MOST_NUMBERS);
  const countingOf = countingOnce(ports);
  const found = await Promise.all(
    looked.map(async ([plain, number]) => [plain, await look(number, person, caller, ports, countingOf)] as const),
  );
  const files = new Map(found);
  const named = placed.map((one): NamedNumber => {
    const file = files.get(plainNumber(one.number));
    return { ...one, ...(file ?? { whose: 'unknown', approvals: [] }) };
  });
  const says = [...new Set(found.map(([, { whose }]) => SAYS[whose]))].filter((one) => one !== undefined);
  return { named, warnings: [...tests, ...says, ...(different.size > MOST_NUMBERS ? [TOO_MANY] : [])] };
};
