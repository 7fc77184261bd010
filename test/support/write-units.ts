import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { INDEXES } from '../../shared/adapters/dynamodb/table.ts';

/**
 * Write units as DynamoDB bills them, which the embedded engine does not count: 1 for every kB started of the larger of
 * the item before and after, for the table; in each index 1 for a row that comes or goes, 2 for one whose key changes,
 * nothing for one that stays. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
interface Written {
  /** The item's partition without ids, and its sort key's kind: `ORDER HEAD`. */
  readonly kind: string;
  readonly units: number;
  readonly indexUnits: number;
  /** Bytes of the item in the table, index rows not counted. */
  readonly bytes: number;
}

const NUMBER_BYTES = 21;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.min(Math.ceil(String(value).length / 2) + 1, NUMBER_BYTES);
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof Set) return [...value].reduce((sum, one) => sum + bytesOf(one), 0);
  if (Array.isArray(value)) return 3 + value.reduce((sum, one) => sum + 1 + bytesOf(one), 0);
  if (typeof value === 'object' && value !== null) return 3 + valuesOf(value, 1);
  return value === undefined ? 0 : 1;
};
const valuesOf = (value: object, each: number): number =>
  Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .reduce((sum, [name, one]) => sum + each + Buffer.byteLength(name) + bytesOf(one), 0);
const itemBytes = (item: object | undefined): number => (item ? valuesOf(item, 0) : 0);
const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

// biome-ignore lint/suspicious/noExplicitAny: commands as the document client takes them
type Any = any;

const indexUnits = (before: Any, after: Any): number =>
  Object.values(INDEXES).reduce((sum, { pk, sk }) => {
    const [was, is] = [before?.[pk], after?.[pk]];
    if (was === undefined && is === undefined) return sum;
    if (was === undefined || is === undefined) return sum + 1;
    return was === is && before[sk] === after[sk] ? sum : sum + 2;
  }, 0);

const kindOf = ({ pk, sk }: Any): string => {
  const list = String(pk).startsWith('T#') ? String(pk).split('#')[2] : String(pk).split('#')[0];
  const kind = String(sk).split('#')[0] ?? '';
  return `${list} ${/^[A-Z]+$/.test(kind) ? kind : ''}`.trim();
};

/** Keys a command writes. */
const keysOf = (name: string, input: Any): Any[] => {
  if (/^BatchWrite(Item)?Command$/.test(name))
    return Object.values<Any>(input.RequestItems)
      .flat()
      .map((one) => one.PutRequest?.Item ?? one.DeleteRequest.Key);
  return /^(Put|Update|Delete)(Item)?Command$/.test(name) ? [input.Item ?? input.Key] : [];
};

/** Counts what `work` writes. */
export const countWrites = (client: DynamoDBDocumentClient, tableName: string) => {
  let written: Written[] | undefined;
  const look = async ({ pk, sk }: Any) =>
    (await client.send(new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }))).Item;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const keys = written ? keysOf(String(context.commandName), args.input) : [];
      const all = written;
      if (!all || keys.length === 0) return next(args);
      const before = await Promise.all(keys.map(look));
      const done = await next(args);
      const after = await Promise.all(keys.map(look));
      keys.forEach((key, index) => {
        const [was, is] = [before[index], after[index]];
        const units = unitsOf(Math.max(itemBytes(was), itemBytes(is)));
        all.push({ kind: kindOf(key), units, indexUnits: indexUnits(was, is), bytes: itemBytes(is) });
      });
      return done;
    },
    { step: 'initialize', name: 'countWrites', priority: 'low' },
  );
  return async (work: () => Promise<unknown>): Promise<readonly Written[]> => {
    const mine: Written[] = [];
    written = mine;
    try {
      await work();
    } finally {
      written = undefined;
    }
    return mine;
  };
};

export const totalUnits = (written: readonly Written[]): number =>
  written.reduce((sum, { units, indexUnits: rows }) => sum + units + rows, 0);
export const totalBytes = (written: readonly Written[]): number => written.reduce((sum, { bytes }) => sum + bytes, 0);
