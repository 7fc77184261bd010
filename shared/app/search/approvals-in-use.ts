import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { countingDecisions, numberHolder } from '../../core/authorization/payer-decisions.ts';
import { unitsElsewhere } from '../../core/authorization/shared-units.ts';
import type { Approval } from '../../core/model/approval.ts';
import { decisionsNewestFirst } from '../../core/policy/match-approval.ts';
import { approves } from '../../core/policy/named-numbers.ts';
import type { Ports } from '../ports/ports.ts';
import { decisionsOfRecord } from './decisions-of-record.ts';
import { otherOrdersUnder } from './other-orders-under.ts';

/** Numbers of a record that are looked up, newest first. */
const MOST_NUMBERS = 5;
/** Searches at once. */
const AT_ONCE = 10;

type File = Pick<Ports, 'authorizations'>;

/** An order with every payer decision on it. */
export interface InUse {
  readonly record: AuthorizationRecord;
  readonly decisions: readonly Approval[];
}
interface Numbered extends InUse {
  readonly approval: Approval;
  readonly number: string;
}

const numberedOf = ({ record, decisions }: InUse): readonly Numbered[] =>
  decisionsNewestFirst(countingDecisions(decisions).filter(approves))
    .flatMap((approval) =>
      approval.number === undefined ? [] : { record, decisions, approval, number: approval.number },
    )
    .slice(0, MOST_NUMBERS);

/** Those whose number another order has too: one read for up to a hundred. */
const onlyShared = async (all: readonly Numbered[], { authorizations }: File): Promise<readonly Numbered[]> => {
  const [first] = all;
  if (!first) return [];
  const asked = all.map(({ record, approval, number }) => ({
    payer: numberHolder({ ...record, ...(approval.payer === undefined ? {} : { payer: approval.payer }) }, undefined),
    number,
    order: record,
  }));
  const isShared = await authorizations.sharedNumbers(first.record.tenant, asked);
  return all.filter((_, index) => isShared[index]);
};

const takenElsewhere = async ({ record, decisions, approval, number }: Numbered, ports: File): Promise<number> => {
  const others = await otherOrdersUnder(number, record, ports);
  const holders = await Promise.all(
    others.map(async (one) => ({ record: one, decisions: await decisionsOfRecord(one, ports) })),
  );
  return unitsElsewhere(approval, { record, decisions }, holders);
};

/** What other orders took of each approval; those of which nothing was taken are left out. */
const everyTaken = async (orders: readonly InUse[], ports: File): Promise<ReadonlyMap<Approval, number>> => {
  const shared = await onlyShared(orders.flatMap(numberedOf), ports);
  const taken = new Map<Approval, number>();
  for (let index = 0; index < shared.length; index += AT_ONCE)
    await Promise.all(
      shared.slice(index, index + AT_ONCE).map(async (one) => {
        const units = await takenElsewhere(one, ports);
        if (units > 0) taken.set(one.approval, units);
      }),
    );
  return taken;
};

const withTaken = (one: Approval, units: number | undefined): Approval => {
  if (units === undefined) return one;
  return one.units === undefined ? { ...one, sharedNumber: true } : { ...one, unitsUsed: (one.unitsUsed ?? 0) + units };
};

/**
 * The decisions of each record, with what other orders took of an approval under the same number: units, or where the payer told
 * none, that it is shared. Nothing is read where no approval that counts has a number; else one read for all, and a search for each
 * number that several orders have.
 */
export const approvalsInUseOf = async (
  records: readonly AuthorizationRecord[],
  approvalsOf: (record: AuthorizationRecord) => readonly Approval[],
  ports: File,
): Promise<ReadonlyMap<AuthorizationRecord, readonly Approval[]>> => {
  const orders = [...new Set(records)].map((record) => ({ record, decisions: approvalsOf(record) }));
  const taken = await everyTaken(orders, ports);
  return new Map(
    orders.map(({ record, decisions }) => [record, decisions.map((one) => withTaken(one, taken.get(one)))]),
  );
};

/** The same of one record. */
export const approvalsInUse = async (
  record: AuthorizationRecord,
  decisions: readonly Approval[],
  ports: File,
): Promise<readonly Approval[]> => (await approvalsInUseOf([record], () => decisions, ports)).get(record) ?? decisions;

/** Approvals of an order that is being answered, marked where their number is shared; units are counted at the booking check. */
export const withSharedNumbers = async (
  record: AuthorizationRecord,
  decisions: readonly Approval[],
  ports: File,
): Promise<readonly Approval[]> => {
  const taken = await everyTaken([{ record, decisions: decisions.filter(({ units }) => units === undefined) }], ports);
  return taken.size ? decisions.map((one) => (taken.has(one) ? { ...one, sharedNumber: true } : one)) : decisions;
};
