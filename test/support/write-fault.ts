import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** As a process that dies leaves it: what waits for it gets no answer. */
export const died = () => Object.assign(new Error('the process died'), { name: 'Died', $metadata: {} });
const isWrite = (name: unknown) => /^(Put|Update|BatchWrite|Delete)/.test(String(name));

/** A table whose write number `at` fails, before or after it was done; `count` counts them. */
export const writeFault = () => {
  const fault = { at: 0, when: 'before' as 'before' | 'after', count: 0 };
  const addFault = (client: DynamoDBDocumentClient): void =>
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const fails = isWrite(context.commandName) && ++fault.count === fault.at;
        if (fails && fault.when === 'before') throw died();
        const done = await next(args);
        if (fails) throw died();
        return done;
      },
      { step: 'initialize', name: 'writeFault' },
    );
  return { fault, addFault };
};
