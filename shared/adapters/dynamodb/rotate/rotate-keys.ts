import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../table-access.ts';
import { itemKindOf, type RotatedKind } from '../table-kinds.ts';
import type { KeyMove, PlanMove, Rotation } from './move.ts';
import { planHead } from './plan-head.ts';
import { planRequest } from './plan-request.ts';
import { planAccess, planAnswer, planAssertion, planMember } from './plan-rows.ts';
import { planSubscription } from './plan-subscription.ts';

const PLANS: Readonly<Record<RotatedKind, PlanMove>> = {
  record: planHead,
  answer: planAnswer,
  member: planMember,
  access: planAccess,
  assertion: planAssertion,
  request: planRequest,
  subscription: planSubscription,
};

/** Items of a page processed in parallel. */
const AT_ONCE = 8;

export interface Rotated {
  /** Items under an earlier key version that were moved, or would be in a dry run. */
  readonly moved: number;
  /** Items changed meanwhile by another writer, or unreadable: the next run retries them. */
  readonly left: number;
}

const planOf = async (item: Item, rotation: Rotation): Promise<KeyMove | undefined> => {
  const kind = itemKindOf(item);
  return kind && PLANS[kind.name](item, kind.tenant, rotation);
};

const moveOne = async (item: Item, rotation: Rotation, onlyLook: boolean): Promise<keyof Rotated | undefined> => {
  try {
    const move = await planOf(item, rotation);
    if (!move) return undefined;
    return onlyLook || (await move()) ? 'moved' : 'left';
  } catch {
    return 'left';
  }
};

/**
 * Moves everything whose key contains a person's hash, and what is sealed, to the current version of the hash key, while the service runs:
 * until it is done both versions are read. It may be interrupted and run again; nothing moved and nothing left means
 * the earlier versions are no longer needed.
 */
export const rotateKeys = async (rotation: Rotation, onlyLook = false): Promise<Rotated> => {
  const { client, tableName, onCall } = rotation.table;
  const count = { moved: 0, left: 0 };
  let start: Item | undefined;
  do {
    onCall?.('Scan');
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    const items = page.Items ?? [];
    for (let first = 0; first < items.length; first += AT_ONCE) {
      const some = items.slice(first, first + AT_ONCE);
      for (const done of await Promise.all(some.map((item) => moveOne(item, rotation, onlyLook))))
        if (done) count[done] += 1;
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return count;
};
