import { readdirSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { answerTo, loadForm } from '../../infra/cli/ask/answer.ts';
import { openDialog } from '../../infra/cli/ask/dialog.ts';
import { untilDecided } from '../../infra/cli/ask/until-decided.ts';
import { withOwnService } from '../../infra/cli/service/own-service.ts';
import { runCommand } from '../support/run-command.ts';

const PATIENCE_MS = 60_000;
const FOLDER = new URL('asked/', import.meta.url);
/** A transcript: the command behind `> `, then all it prints. */
const TRANSCRIPTS = readdirSync(FOLDER).map((name) => {
  const [command = '', ...printed] = readFileSync(new URL(name, FOLDER), 'utf8').split('\n');
  return [name, command.replace('> npx stresspass ', '').split(' '), printed.join('\n')] as const;
});

describe('without a terminal', () => {
  test.each(TRANSCRIPTS)(
    '%s is answered as written down, and nobody is asked back',
    async (_, words, printed) => {
      expect(await runCommand(words)).toMatchObject({ code: 0, stdout: printed, stderr: '' });
    },
    PATIENCE_MS,
  );

  test(
    '--json is one JSON value and nothing else',
    async () => {
      const words = 'ask --payer highmark --code 78452 --dx R07.9 --date 2026-05-12 --json'.split(' ');
      const { code, stdout, stderr } = await runCommand(words);
      const answered = JSON.parse(stdout);
      expect([code, stderr, answered.advice]).toEqual([0, '', 'pa-pend-info']);
      expect(answered.open[0]).toEqual({
        fact: 'canExercise',
        question: 'Can the patient exercise enough for a treadmill or bicycle test?',
        takes: 'yes or no',
        wouldChange: [{ to: 'false', advice: 'pa-likely-approve' }],
      });
      expect(answered.rule).toMatchObject({ id: 'highmark-2026-01-01', authorization: 'required' });
    },
    PATIENCE_MS,
  );
});

test(
  'at a terminal the open questions are asked one by one until the answer is decided',
  async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const shown: string[] = [];
    output.on('data', (chunk) => void shown.push(String(chunk)));
    const dialog = openDialog(input, output);
    // One answer nobody can read, one that decides, and all others left open.
    input.write(`perhaps\nno\n${'\n'.repeat(30)}`);
    const said: string[] = [];
    const asked = {
      payer: 'highmark',
      code: '78452',
      diagnoses: ['R07.9'],
      answers: new Map([['serviceDate', '2026-05-12']]),
    };
    const done = await withOwnService(async ({ url }) => {
      const form = await loadForm(url);
      return untilDecided(asked, form, {
        dialog,
        ask: (one) => answerTo(one, form, url),
        say: (lines) => void said.push(...lines),
      });
    });
    dialog.close();
    expect(shown.join('')).toContain('canExercise is "perhaps"; it takes yes or no.');
    expect(said).toContain('  -> pa-likely-approve');
    expect(done.answered.advice).toBe('pa-likely-approve');
    expect(Object.fromEntries(done.asked.answers)).toEqual({ serviceDate: '2026-05-12', canExercise: 'no' });
  },
  PATIENCE_MS,
);
