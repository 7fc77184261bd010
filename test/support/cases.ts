import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { answerInquiry } from '../../shared/core/answer/answer.ts';
import { judgeCoverage } from '../../shared/core/coverage/coverage.ts';
import type { Answer } from '../../shared/core/model/assessment.ts';
import { absent, type FactName, type Facts, known, unknown } from '../../shared/core/model/facts.ts';
import type { CoverageFacts, Inquiry, ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import { isFactName, VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import { loadRules, type Rules } from '../../shared/rule-files/load-rules.ts';

export const codebook = loadCodebook();
export const rules = loadRules();
export const SERVICE_DATE = '2026-05-12';

const text = z.string();
const given = z.strictObject({
  payer: z.exactOptional(text),
  state: z.exactOptional(text),
  product: z.exactOptional(text),
  delegated: z.exactOptional(z.boolean()),
  coverage: z.exactOptional(z.strictObject({ start: text, end: text })),
  date: z.exactOptional(text),
  place: z.exactOptional(text),
  encounter: z.exactOptional(text),
  claim: z.exactOptional(z.enum(['professional', 'institutional'])),
  dose: z.exactOptional(z.number()),
  /** `93350-26 x1`: code, modifiers, units. */
  lines: z.exactOptional(z.array(text)),
  diagnoses: z.exactOptional(z.array(text)),
  /** By fact name; `unknown` and `absent` are words. A date stands for an event, `none` for its absence, `true` for one without a date. */
  facts: z.exactOptional(z.record(z.string(), z.unknown())),
});
const expected = z.strictObject({
  advice: text,
  /** Row of the decision table, or one a line. */
  row: z.union([text, z.array(text)]),
  /** Every criterion met, whatever set it stands in; of the first line. */
  met: z.array(text),
  abn: z.exactOptional(z.boolean()),
});
const caseFile = z.strictObject({
  says: text,
  given,
  expect: expected,
  twin: z.strictObject({ says: text, but: given, expect: expected }),
});
export type Given = z.infer<typeof given>;
export type Expected = z.infer<typeof expected>;
export interface GoldenCase {
  readonly name: string;
  readonly says: string;
  readonly given: Given;
  readonly expect: Expected;
  readonly but?: Given;
}

/** A case is the public scenarios' reading: history facts not listed are absent, judgements not listed unknown. */
const factOf = (name: FactName, value: unknown) => {
  if (value === 'unknown') return unknown;
  if (value === 'absent' || (value === 'none' && VOCABULARY[name].type === 'event')) return absent;
  if (VOCABULARY[name].type !== 'event') return known(value);
  return known(value === true ? {} : typeof value === 'string' ? { date: value } : value);
};

export const factsOf = (listed: Readonly<Record<string, unknown>>): Facts => {
  const facts: Partial<Record<FactName, unknown>> = {};
  for (const name of Object.keys(VOCABULARY) as FactName[])
    if (VOCABULARY[name].kind === 'history') facts[name] = absent;
  for (const [name, value] of Object.entries(listed)) {
    if (!isFactName(name)) throw new Error(`There is no fact ${name}.`);
    facts[name] = factOf(name, value);
  }
  return facts as Facts;
};

const lineOf = (written: string, index: number, one: Given): ServiceFacts => {
  const [service = '', units] = written.split(' x');
  const [code = '', ...modifiers] = service.split('-');
  return {
    line: index + 1,
    codes: [code],
    ordered: [{ code }],
    modifiers,
    ...(units ? { units: Number(units) } : {}),
    ...(one.dose !== undefined && code === 'J2785' ? { doseMg: one.dose } : {}),
    serviceDate: one.date ?? SERVICE_DATE,
    placeOfService: one.place ?? '11',
    ...(one.encounter ? { encounterClass: one.encounter } : {}),
    ...(one.claim ? { claimType: one.claim } : {}),
    providerGroup: 'group-a',
    diagnoses: one.diagnoses ?? [],
  };
};

export const inquiryOf = (one: Given): Inquiry => ({
  dialect: one.claim ? 'claim' : 'eligibility',
  mode: 'check',
  ...(one.claim ? { use: 'predetermination' as const } : {}),
  purposes: ['auth-requirements'],
  patient: { reference: 'Patient/1', memberIds: [] },
  coverages: [],
  lines: (one.lines ?? []).map((line, index) => lineOf(line, index, one)),
  orders: [],
  facts: factsOf({ ...(one.state ? { siteState: one.state } : {}), ...one.facts }),
  warnings: [],
  preAuthRefs: [],
  echo: undefined,
});

/** Runs one situation through the pure core, with the rules in force on its service date. */
export const answerOf = (one: Given, book: Rules = rules): Answer => {
  const date = one.date ?? SERVICE_DATE;
  const payer = one.payer ?? '';
  const coverage: CoverageFacts = {
    reference: 'Coverage/1',
    status: 'active',
    focal: true,
    ...(one.coverage ?? { start: '2020-01-01', end: '2030-12-31' }),
    ...(one.product ? { planProduct: one.product } : {}),
    ...(one.delegated === undefined ? {} : { delegated: one.delegated }),
  };
  const verdict = judgeCoverage(coverage, {
    serviceDate: date,
    payers: [payer],
    notListed: false,
    confirmationRequired: false,
    insurerPayers: [],
  });
  return answerInquiry(inquiryOf(one), [{ verdict, bundle: book.select(payer, date), approvals: {} }], codebook, date);
};

/** What a case says it expects, read off an answer. */
export const outcomeOf = (answer: Answer, like: Expected): Expected => {
  const lines = answer.coverages[0]?.determinations ?? [];
  const rows = lines.map(({ row }) => row);
  const [first] = lines;
  return {
    advice: answer.advice,
    row: Array.isArray(like.row) ? rows : (rows[0] ?? ''),
    met: (first?.criteria ?? []).filter(({ result }) => result === 'met').map(({ id }) => id),
    ...(like.abn === undefined ? {} : { abn: first?.abn ?? false }),
  };
};

const merge = (one: Given, but: Given): Given => ({ ...one, ...but, facts: { ...one.facts, ...but.facts } });

const FOLDER = new URL('../../rules/cases/', import.meta.url);

/** Every case file, and its twin with one thing changed. */
export const goldenCases = (): readonly GoldenCase[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .flatMap((path): readonly GoldenCase[] => {
      const file = caseFile.parse(JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')));
      const name = path.replace('.json', '');
      const { twin } = file;
      return [
        { name, says: file.says, given: file.given, expect: file.expect },
        {
          name: `${name} (twin)`,
          says: twin.says,
          given: merge(file.given, twin.but),
          expect: twin.expect,
          but: twin.but,
        },
      ];
    });
