import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const isWrite = (name: unknown): boolean => /^(Put|Update|BatchWrite)/.test(String(name));

/** What is stored of requests at the payer fails once, before or after it was written: as a process that dies there leaves it. */
export const makeRequestFault = () => {
  const fault = { at: 0, when: 'before' as 'before' | 'after', count: 0 };
  const die = () => Object.assign(new Error('the process died'), { name: 'Died', $metadata: {} });
  /** Does one thing that may be the one at which the process dies. */
  const orDie = async <T>(work: () => Promise<T>): Promise<T> => {
    const fails = ++fault.count === fault.at;
    if (fails && fault.when === 'before') throw die();
    const done = await work();
    if (fails) throw die();
    return done;
  };
  const addFault = (client: DynamoDBDocumentClient): void =>
    client.middlewareStack.add(
      (next, context) => (args) => {
        const isMeant = isWrite(context.commandName) && /"(T#[^"]*#)?UM/.test(JSON.stringify(args.input));
        return isMeant ? orDie(() => next(args)) : next(args);
      },
      { step: 'initialize', name: 'requestFault' },
    );
  return { fault, orDie, addFault };
};
