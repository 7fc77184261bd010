import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whenClosed } from '../../infra/local/schedules/when-closed.ts';
import { whenDue } from '../../infra/local/schedules/when-due.ts';

const START = Date.parse('2026-06-01T10:05:00.000Z');
const iso = (time: number) => new Date(time).toISOString();
const signal = new AbortController().signal;

/** What waits for the job: something written at one tick that falls due at another, at once or later. */
const waiting = fc.record({ written: fc.nat(150), after: fc.oneof(fc.constant(0), fc.nat(120)) });

test('does everything at the tick a job that always asks would, and asks once a minute besides', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(waiting, { maxLength: 12 }),
      fc.array(fc.nat(150), { maxLength: 3 }),
      async (all, failing) => {
        let tick = 0;
        let writes = 0;
        let asked = 0;
        const now = () => iso(START + tick * 1_000);
        const open = new Map<number, string>();
        const done: number[] = [];
        const expected: number[] = [];
        const job = whenDue(
          async () => {
            asked += 1;
            if (failing.includes(tick)) throw new Error('away');
            for (const [id, at] of open)
              if (at <= now()) {
                open.delete(id);
                writes += 1;
                done[id] = tick;
              }
          },
          {
            writes: () => writes,
            nextDue: async () => {
              asked += 1;
              if (failing.includes(tick)) throw new Error('away');
              return [...open.values()].sort()[0];
            },
            now,
          },
        );
        for (; tick < 300; tick++) {
          all.forEach(({ written, after }, id) => {
            if (written !== tick) return;
            open.set(id, iso(START + (tick + after) * 1_000));
            writes += 1;
            for (let at = tick + after; ; at++)
              if (!failing.includes(at)) {
                expected[id] = at;
                break;
              }
          });
          await job(signal).catch(() => undefined);
        }
        expect(done).toEqual(expected);
        expect(asked).toBeLessThanOrEqual(all.length * 5 + failing.length * 2 + 2 * 5 + 2);
      },
    ),
    { numRuns: 300 },
  );
});

test('a clock that jumps, either way, and a write of which nobody knew, wait a minute at most', async () => {
  let now = START;
  let runs = 0;
  const job = whenDue(
    async () => {
      runs += 1;
    },
    { writes: () => 0, nextDue: async () => undefined, now: () => iso(now) },
  );
  for (const [shift, expected] of [
    [0, 1],
    [1_000, 1],
    [59_000, 2],
    [-3_600_000, 3],
    [30_000, 3],
    [86_400_000, 4],
  ] as const) {
    now += shift;
    await job(signal);
    expect(runs).toBe(expected);
  }
});

test('a trail is sealed when an hour that may hold entries is over, and once a day', async () => {
  let now = START;
  let writes = 0;
  const sealed: string[] = [];
  const job = whenClosed(async () => void sealed.push(iso(now).slice(0, 16)), {
    writes: () => writes,
    now: () => iso(now),
  });
  const at: Readonly<Record<string, true>> = { '2026-06-01T13:25': true, '2026-06-02T03:05': true };
  for (; now < START + 30 * 3_600_000; now += 600_000) {
    if (at[iso(now).slice(0, 16)]) writes += 1;
    await job();
  }
  expect(sealed).toEqual([
    // At the start, and when what a process before may have written is over.
    '2026-06-01T10:05',
    '2026-06-01T10:15',
    '2026-06-01T11:15',
    '2026-06-01T13:25',
    '2026-06-01T14:15',
    '2026-06-02T00:15',
    '2026-06-02T03:05',
    '2026-06-02T03:15',
    '2026-06-02T04:15',
  ]);
});

test('a sealing that failed is tried again at the next tick', async () => {
  let tries = 0;
  const job = whenClosed(
    async () => {
      tries += 1;
      if (tries < 3) throw new Error('away');
    },
    { writes: () => 0, now: () => iso(START) },
  );
  for (let tick = 0; tick < 5; tick++) await job().catch(() => undefined);
  expect(tries).toBe(3);
});
