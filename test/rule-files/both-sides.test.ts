import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerOf, type Given } from '../support/cases.ts';

/** The patients of `both-sides.json` unchanged, for every policy with a row. */
interface Sheet {
  readonly given: Given;
  readonly supported: Record<string, unknown>;
  readonly unsupported: Record<string, unknown>;
  /** By service date, payer and billing code: the advice for the supported patient and for the other one. */
  readonly expect: Record<string, Record<string, Record<string, readonly [string, string]>>>;
}
const sheet: Sheet = JSON.parse(readFileSync(new URL('both-sides.json', import.meta.url), 'utf8'));
const { given, supported, unsupported } = sheet;

const ROWS = Object.entries(sheet.expect).flatMap(([date, payers]) =>
  Object.entries(payers).map(([payer, codes]) => ({ date, payer, codes: Object.entries(codes) })),
);

describe.each(ROWS)('$payer on $date', ({ date, payer, codes }) => {
  test.each(codes)('%s: %j', (code, words) => {
    const advice = (facts: Record<string, unknown>) =>
      answerOf({ ...given, payer, date, lines: [code], facts: { ...facts } }).advice;
    expect([advice(supported), advice({ ...supported, ...unsupported })]).toEqual(words);
  });
});
