import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { consumeQueue } from '../../infra/local/aws/consume-queue.ts';
import { makeLocalQueue } from '../../infra/local/aws/queue.ts';

const VISIBILITY_MS = 40;
const open = (maxReceives = 3) => {
  const deadLetters = makeLocalQueue({ name: 'dead', visibilityMs: VISIBILITY_MS });
  const queue = makeLocalQueue({
    name: 'orders',
    visibilityMs: VISIBILITY_MS,
    redrive: { maxReceives, to: deadLetters },
  });
  return { queue, deadLetters };
};
const bodies = (event: SQSEvent) => event.Records.map(({ body }) => body);
const never = new AbortController().signal;

describe('one queue', () => {
  test('hides what was received until the visibility timeout is over', async () => {
    const { queue } = open();
    queue.send('a');
    expect(queue.receive(10)).toHaveLength(1);
    expect(queue.receive(10)).toEqual([]);
    await sleep(VISIBILITY_MS + 10);
    expect(queue.receive(10)).toMatchObject([{ body: 'a', receiveCount: 2 }]);
  });

  test('an old receipt removes nothing', async () => {
    const { queue } = open();
    queue.send('a');
    const [first] = queue.receive(1);
    await sleep(VISIBILITY_MS + 10);
    const [second] = queue.receive(1);
    queue.remove(first!.receiptHandle);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 1 });
    queue.remove(second!.receiptHandle);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 0 });
  });

  test('moves a message to the dead letters after so many receives', () => {
    const { queue, deadLetters } = open(2);
    queue.send('a');
    expect(queue.receive(1, 0)).toHaveLength(1);
    expect(queue.receive(1, 0)).toHaveLength(1);
    expect(queue.receive(1, 0)).toEqual([]);
    expect(deadLetters.receive(1)).toMatchObject([{ body: 'a' }]);
  });
});

describe('the function behind a queue', () => {
  test('gets ten a batch, and each once when it succeeds', async () => {
    const { queue } = open();
    for (let n = 0; n < 25; n++) queue.send(String(n));
    const batches: string[][] = [];
    await consumeQueue(queue, async (event) => {
      batches.push(bodies(event));
      return { batchItemFailures: [] };
    })(never);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(new Set(batches.flat()).size).toBe(25);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 0 });
  });

  test('gets again only what it reported as failed, until that is a dead letter', async () => {
    const { queue, deadLetters } = open(3);
    for (const body of ['good', 'bad', 'fine']) queue.send(body);
    const seen: string[] = [];
    const consume = consumeQueue(queue, async (event) => {
      seen.push(...bodies(event));
      const bad = event.Records.filter(({ body }) => body === 'bad');
      return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    for (let round = 0; round < 5; round++) {
      await consume(never);
      await sleep(VISIBILITY_MS + 10);
    }
    expect(seen).toEqual(['good', 'bad', 'fine', 'bad', 'bad']);
    expect(deadLetters.receive(10)).toMatchObject([{ body: 'bad' }]);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 0 });
  });

  test('a function that breaks loses nothing of its batch', async () => {
    const { queue } = open();
    queue.send('a');
    await expect(consumeQueue(queue, () => Promise.reject(new Error('broken')))(never)).rejects.toThrow('broken');
    await sleep(VISIBILITY_MS + 10);
    expect(queue.receive(1)).toMatchObject([{ body: 'a' }]);
  });
});
