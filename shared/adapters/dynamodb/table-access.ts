import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { checkSize } from './item-size.ts';
import type { Key } from './table.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface TableAccess {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /**
   * Called with the name of every call (`BatchGetItem` …), so that tests can count them; SDK retries are not counted.
   */
  readonly onCall?: (name: string) => void;
}
interface Condition {
  readonly expression: string;
  readonly values?: Item;
}

export const itemKey = (item: Key): Key => ({ pk: item.pk, sk: item.sk });

/** Exponential pause with full jitter before the n-th retry. */
export const backOff = (attempt: number): Promise<void> => sleep(Math.random() * Math.min(25 * 2 ** attempt, 2_000));

export const getItem = async (table: TableAccess, key: Key): Promise<Item | undefined> => {
  table.onCall?.('GetItem');
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.tableName, Key: key, ConsistentRead: true }),
  );
  return Item;
};

const isRefusal = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof ConditionalCheckFailedException;

const conditionOf = (condition?: Condition) =>
  condition && {
    ConditionExpression: condition.expression,
    ...(condition.values && { ExpressionAttributeValues: condition.values }),
  };

/**
 * If the response to a conditional write is lost, the SDK retries it and its own success makes the condition fail; the
 * mark left on the item tells that apart from a real refusal.
 */
export const putItem = async (
  table: TableAccess,
  item: Item & Key,
  condition?: Condition,
): Promise<'written' | 'refused'> => {
  checkSize(item);
  const writeId = randomUUID();
  table.onCall?.('PutItem');
  try {
    await table.client.send(
      new PutCommand({ TableName: table.tableName, Item: { ...item, writeId }, ...conditionOf(condition) }),
    );
    return 'written';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const repeated = (error.$metadata.attempts ?? 1) > 1;
    return repeated && (await getItem(table, itemKey(item)))?.writeId === writeId ? 'written' : 'refused';
  }
};

/** Returns the attributes it set, or `refused`. The condition must still hold after the update, for retries. */
export const updateItem = async (
  table: TableAccess,
  key: Key,
  change: string,
  condition: Condition,
): Promise<Item | 'refused'> => {
  table.onCall?.('UpdateItem');
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: key,
        UpdateExpression: change,
        ReturnValues: 'UPDATED_NEW',
        ...conditionOf(condition),
      }),
    );
    return Attributes ?? {};
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
};

export const removeItem = async (table: TableAccess, key: Key): Promise<void> => {
  table.onCall?.('DeleteItem');
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: key }));
};
