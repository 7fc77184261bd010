import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * Makes a client behave like DynamoDB on a bad day: batches are done in part, indexes still show where items once
 * stood, some calls are throttled, and some answers get lost after the write was done.
 */
const ROWS = ['gsi1', 'gsi2', 'gsi3', 'gsi4'];
const THROTTLE_EVERY = 67;
const LOSE_EVERY = 7;

type Row = Record<string, unknown>;
interface Request {
  readonly PutRequest?: { readonly Item: Row };
}
interface Input {
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly Item?: Row;
  readonly ExpressionAttributeValues?: Record<string, string>;
  readonly RequestItems?: Record<string, Request[] & { readonly Keys?: Row[] }>;
}
interface Output {
  Items?: Row[];
  UnprocessedItems?: Record<string, Request[]>;
  UnprocessedKeys?: Record<string, { Keys: Row[] }>;
}

const failure = (name: string) => Object.assign(new Error(name), { name, $metadata: {} });
const half = <T>(all: readonly T[]): [T[], T[]] => {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
};

/** Every place an item ever had in an index. */
const makePast = () => {
  const rows = new Map<string, Row>();
  const remember = (item: Row): void => {
    for (const index of ROWS.filter((name) => item[`${name}pk`] !== undefined)) {
      const { pk, sk, [`${index}pk`]: indexPk, [`${index}sk`]: indexSk } = item;
      rows.set([index, pk, sk, indexPk, indexSk].join('|'), {
        index,
        pk,
        sk,
        [`${index}pk`]: indexPk,
        [`${index}sk`]: indexSk,
      });
    }
  };
  const addTo = (items: readonly Row[], index: string, input: Input): Row[] => {
    const { ':pk': pk = '', ':from': from = '', ':to': to = '' } = input.ExpressionAttributeValues ?? {};
    const at = (row: Row) => String(row[`${index}sk`]);
    const stale = [...rows.values()].filter(
      (row) => row.index === index && row[`${index}pk`] === pk && at(row) >= from && at(row) <= to,
    );
    const missing = stale.filter((row) => !items.some((item) => item.pk === row.pk && at(item) === at(row)));
    const sign = input.ScanIndexForward === false ? -1 : 1;
    return [...items, ...missing].sort((a, b) => sign * (at(a) < at(b) ? -1 : 1)).slice(0, input.Limit);
  };
  return { remember, addTo };
};

export const addFaults = (client: DynamoDBDocumentClient): void => {
  const past = makePast();
  let attempts = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as Input;
      const [table = '', requests] = Object.entries(input.RequestItems ?? {})[0] ?? [];
      for (const item of [input.Item, ...(Array.isArray(requests) ? requests.map((one) => one.PutRequest?.Item) : [])])
        if (item) past.remember(item);
      if (context.commandName === 'BatchWriteItemCommand' && requests) {
        const [now, later] = half(requests);
        const done = await next({ ...args, input: { ...args.input, RequestItems: { [table]: now } } });
        if (later.length > 0) (done.output as Output).UnprocessedItems = { [table]: later };
        return done;
      }
      if (context.commandName === 'BatchGetItemCommand' && requests?.Keys) {
        const [now, later] = half(requests.Keys);
        const done = await next({
          ...args,
          input: { ...args.input, RequestItems: { [table]: { ...requests, Keys: now } } },
        });
        if (later.length > 0) (done.output as Output).UnprocessedKeys = { [table]: { Keys: later } };
        return done;
      }
      const done = await next(args);
      const output = done.output as Output;
      if (input.IndexName && output.Items) output.Items = past.addTo(output.Items, input.IndexName, input);
      return done;
    },
    { step: 'initialize', name: 'tableFaults' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      // Of this call alone: others count on while it is under way.
      const attempt = ++attempts;
      if (attempt % THROTTLE_EVERY === 0) throw failure('ProvisionedThroughputExceededException');
      const done = await next(args);
      if (attempt % LOSE_EVERY === 0) throw failure('TimeoutError');
      return done;
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tableThrottles' },
  );
};
