import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { kindOfCall, placesOf } from './fault-places.ts';

/** `before`: the call is refused and nothing was done. `after`: it was done and nobody hears of it. */
export type Outage = 'before' | 'after';

const failure = () =>
  Object.assign(new Error('busy'), { name: 'ProvisionedThroughputExceededException', $metadata: {} });

const isWrite = (name: unknown): boolean => /^(Put|Update|Delete|BatchWrite)/.test(String(name));

/** Makes one call of the table fail for good, above the SDK's own retries; counts calls until then. */
export const makeOutage = () => {
  const state = { calls: 0, failAt: 0, how: 'before' as Outage, undone: false, during: '' };
  const kinds: string[] = [];
  return {
    /** Calls since the last `expect`; those that write where the answer is to be lost. */
    calls: (): number => state.calls,
    /** What each of them did. */
    kinds: (): readonly string[] => [...kinds],
    /** Those of them that are to fail, one after the other. */
    places: (): readonly number[] => placesOf(kinds),
    /** Calls from now on are of kinds of their own. */
    during: (name: string): void => {
      state.during = name;
    },
    /** The `at`-th call from now fails; 0 for none. */
    expect: (at: number, how: Outage = 'before'): void => {
      Object.assign(state, { calls: 0, failAt: at, how });
      kinds.length = 0;
    },
    /** While true, no batch gets any of its work done, and says so. */
    leaveBatchesUndone: (undone: boolean): void => {
      state.undone = undone;
    },
    prepare: (client: DynamoDBDocumentClient): void =>
      client.middlewareStack.add(
        (next, context) => async (args) => {
          // Whether the answer of a read gets lost or the read never happens is all the same.
          const counts = state.how === 'before' || isWrite(context.commandName);
          if (counts) {
            state.calls += 1;
            const during = state.during && `${state.during}: `;
            kinds.push(during + kindOfCall(context.commandName, args.input));
          }
          const isMeant = counts && state.calls === state.failAt;
          if (isMeant && state.how === 'before') throw failure();
          if (state.undone && context.commandName === 'BatchWriteItemCommand' && 'RequestItems' in args.input)
            return { response: {}, output: { $metadata: {}, UnprocessedItems: args.input.RequestItems } as never };
          const done = await next(args);
          if (isMeant) throw failure();
          return done;
        },
        { step: 'initialize', name: 'tableOutage', priority: 'high' },
      ),
  };
};
export type TableOutage = ReturnType<typeof makeOutage>;
