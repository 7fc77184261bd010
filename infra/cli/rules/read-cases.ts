import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { CoveredCase } from '../../../shared/rule-files/lint/lint-cases.ts';

/** The default service date of a case. */
const USUAL_DATE = '2026-05-12';
const CASES = new URL('../../../rules/cases/', import.meta.url);
const BOTH_SIDES = new URL('../../../test/rule-files/both-sides.json', import.meta.url);

const given = z.looseObject({
  payer: z.optional(z.string()),
  date: z.optional(z.string()),
  lines: z.optional(z.array(z.string())),
});
const expected = z.looseObject({ advice: z.string() });
const caseFile = z.looseObject({
  given,
  expect: expected,
  twin: z.looseObject({ but: given, expect: expected }),
});

/** `93350-26 x1` is the code 93350. */
const codeOf = (line: string): string => line.split(/[- ]/)[0] ?? '';

const coveredBy = (about: z.infer<typeof given>, { advice }: z.infer<typeof expected>): CoveredCase => ({
  payer: about.payer ?? '',
  date: about.date ?? USUAL_DATE,
  codes: (about.lines ?? []).map(codeOf),
  advice,
});

const sheet = z.looseObject({
  expect: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.array(z.string())))),
});

const readJson = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

const casesOf = (file: URL): readonly CoveredCase[] => {
  const one = caseFile.parse(readJson(file));
  const { but, expect } = one.twin;
  return [coveredBy(one.given, one.expect), coveredBy({ ...one.given, ...but }, expect)];
};

/** `both-sides.json` has a row for each policy: date, payer, code, and the advice for its two patients. */
const casesOfSheet = (file: URL): readonly CoveredCase[] =>
  Object.entries(sheet.parse(readJson(file)).expect).flatMap(([date, payers]) =>
    Object.entries(payers).flatMap(([payer, codes]) =>
      Object.entries(codes).flatMap(([code, words]) => words.map((advice) => ({ payer, date, codes: [code], advice }))),
    ),
  );

/** What the golden cases cover: which policy on which date, and the expected advice; twins included. */
export const readCases = (): readonly CoveredCase[] => [
  ...readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .flatMap((path) => casesOf(new URL(path, CASES))),
  ...casesOfSheet(BOTH_SIDES),
];
