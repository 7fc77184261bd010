import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import { unitsElsewhere } from '../../core/authorization/shared-units.ts';
import type { Approval } from '../../core/model/approval.ts';
import { decisionsNewestFirst } from '../../core/policy/match-approval.ts';
import { approves } from '../../core/policy/named-numbers.ts';
import type { Ports } from '../ports/ports.ts';
import { decisionsOfRecord } from '../search/decisions-of-record.ts';
import { otherOrdersUnder } from '../search/other-orders-under.ts';

/** Numbers of a record that are looked up, newest first. */
const MOST_NUMBERS = 5;

const isCounted = (one: Approval): boolean => approves(one) && one.number !== undefined && one.units !== undefined;

/**
 * The decisions of a record, with what other orders took of an approval under the same number. Nothing is read where no approval
 * that counts says how many units it is for; else one search a number.
 */
export const approvalsInUse = async (
  record: AuthorizationRecord,
  approvals: readonly Approval[],
  ports: Pick<Ports, 'authorizations'>,
): Promise<readonly Approval[]> => {
  const counted = decisionsNewestFirst(countingDecisions(approvals).filter(isCounted)).slice(0, MOST_NUMBERS);
  if (!counted.length) return approvals;
  const elsewhere = new Map(
    await Promise.all(
      counted.map(async (approval) => {
        const others = await otherOrdersUnder(approval.number ?? '', record, ports);
        const holders = await Promise.all(
          others.map(async (one) => ({ record: one, decisions: await decisionsOfRecord(one, ports) })),
        );
        return [approval, unitsElsewhere(approval, { record, decisions: approvals }, holders)] as const;
      }),
    ),
  );
  return approvals.map((one) => {
    const units = elsewhere.get(one);
    return units ? { ...one, unitsUsed: (one.unitsUsed ?? 0) + units } : one;
  });
};

/** Records looked after at once. */
const AT_ONCE = 10;

/** The same for a list: each record once. */
export const approvalsInUseOf = async (
  records: readonly AuthorizationRecord[],
  approvalsOf: (record: AuthorizationRecord) => readonly Approval[],
  ports: Pick<Ports, 'authorizations'>,
): Promise<ReadonlyMap<AuthorizationRecord, readonly Approval[]>> => {
  const all = [...new Set(records)];
  const found = new Map<AuthorizationRecord, readonly Approval[]>();
  for (let index = 0; index < all.length; index += AT_ONCE)
    await Promise.all(
      all.slice(index, index + AT_ONCE).map(async (record) => {
        found.set(record, await approvalsInUse(record, approvalsOf(record), ports));
      }),
    );
  return found;
};
