import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../table-access.ts';
import { itemKindOf, type RotatedKind } from '../table-kinds.ts';
import type { KeyMove, PlanMove, Rotation } from './move.ts';
import { planHead } from './plan-head.ts';
import { planAccess, planAnswer, planAssertion, planMember } from './plan-rows.ts';

const PLANS: Readonly<Record<RotatedKind, PlanMove>> = {
  record: planHead,
  answer: planAnswer,
  member: planMember,
  access: planAccess,
  assertion: planAssertion,
};

/** How many items of a page are worked on side by side. */
const AT_ONCE = 8;

export interface Rotated {
  /** Items that were not by the current version: moved, or to be moved where it only looks. */
  readonly moved: number;
  /** Items another writer changed meanwhile, or that could not be read: the next run looks at them again. */
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
 * Brings everything whose key stands for a person to the current version of the hash key, while the service runs: until
 * it is done both versions are read. It may be stopped anywhere and run again; nothing moved and nothing left means that
 * the earlier versions are needed no more.
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
