import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBreaker, ServerResting, type SharedBreakers } from '../../shared/adapters/outbound/breaker.ts';
import { openTestStores } from '../support/embedded-store.ts';

const START = Date.parse('2026-06-01T15:00:00.000Z');
const SERVER = 'https://payer.example';
class Fault extends Error {}
const JUDGE = { isFault: (error: unknown) => error instanceof Fault };

/** A process: its own clock and breaker, over the state all share. */
const makeProcess = (shared: SharedBreakers | undefined, clock: { now: number }, skew = 0, server = SERVER) => {
  const breaker = makeBreaker(() => clock.now + skew, shared);
  const counts = { made: 0 };
  const call = async (work: () => Promise<unknown>): Promise<string> => {
    try {
      await breaker.run(
        server,
        () => {
          counts.made += 1;
          return work();
        },
        JUDGE,
      );
      return 'done';
    } catch (error) {
      return error instanceof ServerResting ? 'rests' : error instanceof Fault ? 'fault' : 'refused';
    }
  };
  return {
    counts,
    fails: () => call(() => Promise.reject(new Fault())),
    works: () => call(async () => 1),
    call,
  };
};

/** What the table would hold, with its calls counted. */
const memory = () => {
  const kept = new Map<string, Awaited<ReturnType<SharedBreakers['read']>>>();
  const counts = { reads: 0, writes: 0 };
  const shared: SharedBreakers = {
    read: async (server) => {
      counts.reads += 1;
      return kept.get(server);
    },
    write: async (server, state, seen) => {
      counts.writes += 1;
      const before = kept.get(server);
      if (before && before.version !== seen) return false;
      kept.set(server, state);
      return true;
    },
  };
  return { shared, counts, kept };
};
const times = async (count: number, once: () => Promise<string>) => {
  const all: string[] = [];
  for (let index = 0; index < count; index += 1) all.push(await once());
  return all;
};
const five = (one: ReturnType<typeof makeProcess>) => times(5, one.fails);

describe('processes of one service', () => {
  test('calls that succeed, and servers that refuse, ask nothing of the table', async () => {
    const { shared, counts } = memory();
    const one = makeProcess(shared, { now: START });
    await times(20, one.works);
    await times(20, () => one.call(() => Promise.reject(new Error('refused'))));
    expect(counts).toEqual({ reads: 0, writes: 0 });
  });

  test('what one found failing rests for another at its first fault', async () => {
    const { shared } = memory();
    const clock = { now: START };
    const [one, two] = [makeProcess(shared, clock), makeProcess(shared, clock)];
    expect(await five(one)).toEqual(Array(5).fill('fault'));
    expect(await one.works()).toBe('rests');
    expect(await times(3, two.fails)).toEqual(['fault', 'rests', 'rests']);
    expect(two.counts.made).toBe(1);
  });

  test('one at a time makes the trial, and its success opens the way for all', async () => {
    const { shared } = memory();
    const clock = { now: START };
    const all = Array.from({ length: 6 }, () => makeProcess(shared, clock));
    await five(all[0]!);
    for (const one of all.slice(1)) await one.fails();
    clock.now += 30_000;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const trials = all.map((one) => one.call(() => held));
    await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    const outcomes = await Promise.all(trials);
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'rests')).toHaveLength(5);
    clock.now += 5_000;
    expect(await Promise.all(all.map((one) => one.works()))).toEqual(Array(6).fill('done'));
  });

  test('a trial that fails leaves it at rest, for all', async () => {
    const { shared } = memory();
    const clock = { now: START };
    const [one, two] = [makeProcess(shared, clock), makeProcess(shared, clock)];
    await five(one);
    await two.fails();
    clock.now += 30_000;
    expect(await two.fails()).toBe('fault');
    clock.now += 5_000;
    expect([await one.works(), await two.works()]).toEqual(['rests', 'rests']);
  });

  test('a process that dies in its trial does not leave the server alone for ever', async () => {
    const { shared } = memory();
    const clock = { now: START };
    const [one, two] = [makeProcess(shared, clock), makeProcess(shared, clock)];
    await five(one);
    await two.fails();
    clock.now += 30_000;
    void two.call(() => new Promise(() => undefined));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await one.works()).toBe('rests');
    clock.now += 30_000;
    expect(await one.works()).toBe('done');
  });

  test('while a server rests the table is asked every few seconds at most', async () => {
    const { shared, counts } = memory();
    const clock = { now: START };
    const one = makeProcess(shared, clock);
    await five(one);
    const before = counts.reads;
    for (let second = 0; second < 29; second += 1) {
      clock.now += 1_000;
      await times(10, one.works);
    }
    expect(counts.reads - before).toBeLessThanOrEqual(6);
  });

  test.each([3_600_000, -3_600_000])('a clock %i ms off makes nobody wait longer than the pause', async (skew) => {
    const { shared } = memory();
    const clock = { now: START };
    const [ahead, right] = [makeProcess(shared, clock, skew), makeProcess(shared, clock)];
    await five(ahead);
    await right.fails();
    clock.now += 30_001;
    expect([await right.works(), right.counts.made]).toEqual(['done', 2]);
    clock.now += 30_001;
    expect(await ahead.works()).toBe('done');
  });

  test('a server found failing after it was well is at rest again, whatever was stored before', async () => {
    const { shared } = memory();
    const clock = { now: START };
    const one = makeProcess(shared, clock);
    await five(one);
    clock.now += 30_000;
    expect(await one.works()).toBe('done');
    const late = makeProcess(shared, clock);
    expect(await five(late)).toEqual(Array(5).fill('fault'));
    expect(await late.works()).toBe('rests');
    expect(await times(2, one.fails)).toEqual(['fault', 'rests']);
  });

  test('without the table each judges alone', async () => {
    const away: SharedBreakers = {
      read: () => Promise.reject(new Error('away')),
      write: () => Promise.reject(new Error('away')),
    };
    const clock = { now: START };
    const one = makeProcess(away, clock);
    await five(one);
    expect(await one.works()).toBe('rests');
    clock.now += 30_000;
    expect(await one.works()).toBe('done');
  });
});

describe('over one table', () => {
  let table: Awaited<ReturnType<typeof openTestStores>>;
  beforeAll(async () => {
    table = await openTestStores({});
  });
  afterAll(() => table.close());

  test('two containers tell each other, and a state nobody wrote since is taken', async () => {
    const clock = { now: START };
    const { breakers } = table.stores;
    const [one, two] = [makeProcess(breakers, clock), makeProcess(breakers, clock)];
    await five(one);
    expect(await times(2, two.fails)).toEqual(['fault', 'rests']);
    clock.now += 30_000;
    expect(await two.works()).toBe('done');
    clock.now += 5_000;
    expect(await one.works()).toBe('done');
  });
  test('of two writers of one version one wins, and an item that expired stops nobody', async () => {
    const { breakers } = table.stores;
    const state = { openUntil: START, pauseMs: 30_000, version: 8 };
    expect(await breakers.write('https://ehr.example', state, 7)).toBe(true);
    expect(
      await Promise.all([1, 2].map(() => breakers.write('https://ehr.example', { ...state, version: 9 }, 8))),
    ).toEqual(expect.arrayContaining([true, false]));
    expect(await breakers.read('https://ehr.example')).toMatchObject({ version: 9 });
  });
});
