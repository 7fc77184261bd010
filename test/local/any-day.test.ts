import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aheadBy } from '../support/ahead.ts';
import { EXAMPLES, isShown } from '../support/api-examples.ts';
import { runWell } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;

const EXAMPLE = ['sandbox', 'example'];
const withoutDays = (text: string): string => text.replace(/\d{4}-\d{2}-\d{2}/g, 'a day');
const startsIn = (text: string) => [...text.matchAll(/"start"[^T]*"(\d{4}-\d{2}-\d{2})T/g)].map(([, day]) => day!);
/** Of a date, in whole days; the hospital's today may be yesterday here. */
const daysFrom = (now: number, day: string) => Math.ceil((Date.parse(day) - now) / DAY_MS);

/** What runs these tests may be ahead itself. */
const AHEAD = Number(process.env.CLOCK_AHEAD_DAYS ?? 0);

describe.each([0, 70, 400])('%i days from today', (days) => {
  const environment = { ...aheadBy(AHEAD + days), NO_COLOR: '1' };
  const output = async (file: string, ...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(file, args, { cwd: root, env: { ...process.env, ...environment } })).stdout;
  const stresspass = (...words: readonly string[]) => runWell(words, environment);

  test(
    'the demo tells the same story',
    async () => {
      const said = await stresspass('demo');
      const facts = said.matchAll(
        /(?:on screen|\$bookable \S+:|review\s+action|BookingAtRisk:)\s+(Your move|Ready to book|Do not book|yes|no|A\d|outside-window)/g,
      );
      expect([...facts].map(([, fact]) => fact)).toEqual([
        ...['Your move', 'Your move', 'A4', 'Your move', 'A4', 'A1', 'Ready to book'],
        ...['yes', 'Ready to book', 'outside-window', 'no', 'Do not book'],
      ]);
    },
    PATIENCE_MS,
  );

  describe('docs/api.md, pasted as it stands', () => {
    let service: ServiceProcess;
    beforeAll(async () => {
      service = await startProcess({ ...environment, DATA_DIR: ':memory:' });
    }, PATIENCE_MS);
    afterAll(() => service.stop('SIGTERM'));
    const run = async (command: string) =>
      JSON.parse(await output('sh', '-c', command.replaceAll('http://localhost:3000', service.url)));

    test(
      'every command answers what is printed under it',
      async () => {
        for (const { command, answer } of EXAMPLES) {
          const body = await run(command);
          const [shown, whole] = [answer, body].map((one) => JSON.parse(withoutDays(JSON.stringify(one))));
          expect(isShown(shown, whole), `${command}\n${JSON.stringify(body).slice(0, 2000)}`).toBe(true);
        }
      },
      PATIENCE_MS,
    );

    test(
      'the slot two weeks from today fits the approval recorded there',
      async () => {
        const { command } = EXAMPLES.find((one) => one.command.includes('$bookable'))!;
        const slot = await stresspass(...EXAMPLE, 'docs/examples/slot.json');
        const { parameter } = await run(command.replace('@docs/examples/slot.json', `'${slot}'`));
        expect(parameter[0]).toEqual({ name: 'answer', valueCode: 'yes' });
      },
      PATIENCE_MS,
    );
  });

  test(
    'visits of an example keep their distance, the first two weeks from today',
    async () => {
      const printed = await stresspass(...EXAMPLE, 'docs/samples/cds-hooks/appointment-book-several-visits-2.0.json');
      const [first, second] = [...new Set(startsIn(printed))];
      expect([13, 14]).toContain(daysFrom(Date.now() + days * DAY_MS, first!));
      expect(daysFrom(Date.parse(first!), second!)).toBe(35);
    },
    PATIENCE_MS,
  );
});

test('an example without such days is printed as it is', async () => {
  const file = 'docs/examples/claim.json';
  expect(await runWell([...EXAMPLE, file])).toBe(readFileSync(join(root, file), 'utf8'));
});
