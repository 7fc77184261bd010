import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromAttribute, toAttribute } from '../../shared/adapters/dynamodb/attribute-values.ts';
import { LeanDocumentClient } from '../../shared/adapters/dynamodb/lean-client.ts';

/** Both clients over one network that notes what is sent and answers as told. */
const clients = () => {
  const sent: string[] = [];
  let answer = '{}';
  const handle = async ({ body }: { body?: unknown }) => {
    sent.push(typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array));
    return { response: { statusCode: 200, headers: {}, body: Buffer.from(answer) } };
  };
  const settings = {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    requestHandler: { handle, metadata: { handlerProtocol: 'http/1.1' } },
  };
  const marshallOptions = { removeUndefinedValues: true };
  return {
    own: LeanDocumentClient.over(new DynamoDBClient(settings), marshallOptions),
    sdk: DynamoDBDocumentClient.from(new DynamoDBClient(settings), { marshallOptions }),
    sent: () => sent.splice(0).map((body) => JSON.parse(body)),
    answerWith: (body: object) => {
      answer = JSON.stringify(body);
    },
  };
};

/** As the SDK itself has it, an own `__proto__` is none of an object's members. */
const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__proto__');
const bytes = fc.uint8Array({ maxLength: 40 });
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e15, max: 1e15 }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    number,
    fc.boolean(),
    fc.constantFrom(null, undefined),
    bytes,
    fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
    fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}));
const item = fc.dictionary(name, value, { maxKeys: 6 });

const TableName = 'records';
const commands = (given: Record<string, unknown>) =>
  [
    () => new PutCommand({ TableName, Item: given, ConditionExpression: 'attribute_not_exists(pk)' }),
    () => new GetCommand({ TableName, Key: given, ConsistentRead: true }),
    () =>
      new UpdateCommand({ TableName, Key: given, ExpressionAttributeValues: given, UpdateExpression: 'SET a = :a' }),
    () => new QueryCommand({ TableName, ExpressionAttributeValues: given, ExclusiveStartKey: given, Limit: 3 }),
    () => new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [given, given], ConsistentRead: true } } }),
    () =>
      new BatchWriteCommand({
        RequestItems: { [TableName]: [{ PutRequest: { Item: given } }, { DeleteRequest: { Key: given } }] },
      }),
  ] as const;

describe('requests and answers of the table', () => {
  test('every request is the one the SDK would send', async () => {
    const { own, sdk, sent } = clients();
    const asked = fc.asyncProperty(item, async (given) => {
      for (const command of commands(given)) {
        await own.send(command() as PutCommand);
        await sdk.send(command() as PutCommand);
        const [mine, theirs] = sent();
        expect(mine).toEqual(theirs);
      }
    });
    await fc.assert(asked, { numRuns: 60 });
  });

  test('every answer is read as the SDK would read it', async () => {
    const { own, sdk, sent, answerWith } = clients();
    const read = fc.asyncProperty(item, async (given) => {
      await sdk.send(new PutCommand({ TableName, Item: given }));
      const [{ Item }] = sent();
      answerWith({
        Item,
        Items: [Item, {}],
        Attributes: Item,
        Count: 2,
        LastEvaluatedKey: Item,
        Responses: { [TableName]: [Item] },
        UnprocessedKeys: { [TableName]: { Keys: [Item], ConsistentRead: true } },
        UnprocessedItems: { [TableName]: [{ PutRequest: { Item } }, { DeleteRequest: { Key: Item } }] },
      });
      for (const [index, command] of commands({ pk: 'a' }).entries()) {
        const mine = await own.send(command() as PutCommand);
        const theirs = await sdk.send(command() as PutCommand);
        for (const one of Object.keys(theirs).filter((one) => one !== '$metadata'))
          expect([index, one, Reflect.get(mine, one)]).toEqual([index, one, Reflect.get(theirs, one)]);
        expect(mine.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
      }
      sent();
    });
    await fc.assert(read, { numRuns: 40 });
  });

  test('what was written is what is read', () => {
    const same = fc.property(value, (given) => {
      const attribute = toAttribute(given);
      if (attribute === undefined) expect(given).toBeUndefined();
      else expect(fromAttribute(JSON.parse(JSON.stringify(attribute)))).toEqual(withoutGaps(given));
    });
    fc.assert(same);
  });

  test.each([
    ['not a number', Number.NaN],
    ['without end', Number.POSITIVE_INFINITY],
    ['a number that would change', 2 ** 53],
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a large integer', 1n],
    ['a function', () => 1],
    ['an empty set', new Set()],
    ['a set of several types', new Set(['a', 1])],
  ])('%s is refused before anything is sent, wherever it stands', async (_, wrong) => {
    const { own, sent } = clients();
    for (const Item of [{ wrong }, { deep: [{ wrong }] }])
      await expect(own.send(new PutCommand({ TableName, Item }))).rejects.toThrow(/DynamoDB/);
    expect(sent()).toEqual([]);
  });

  test.each([{ X: 'y' }, {}])('an attribute of no known type is an error: %j', (attribute) => {
    expect(() => fromAttribute(attribute)).toThrow(/DynamoDB/);
  });

  test('a member called __proto__ is a member', () => {
    const read = fromAttribute(JSON.parse('{"M":{"__proto__":{"M":{"admin":{"BOOL":true}}}}}')) as object;
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});

const withoutGaps = (given: unknown): unknown => {
  if (Array.isArray(given)) return given.filter((one) => one !== undefined).map(withoutGaps);
  if (given === null || typeof given !== 'object' || given instanceof Set) return given;
  if (given instanceof Uint8Array) return new Uint8Array(given);
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, one]) => (one === undefined ? [] : [[name, withoutGaps(one)]])),
  );
};
