import { answerInquiry } from '../../shared/core/answer/answer.ts';
import { judgeCoverage } from '../../shared/core/coverage/coverage.ts';
import { decide } from '../../shared/core/decide/decide.ts';
import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import { KEPT_ASKED } from '../../shared/core/explain/asked.ts';
import { explain } from '../../shared/core/explain/explain.ts';
import { type LineCase, lineCase } from '../../shared/core/policy/line-case.ts';
import { codebook, type Given, goldenCases, inquiryOf, rules, SERVICE_DATE } from '../support/cases.ts';
import { type Rate, rateOf, ratesByTurns } from './rate.ts';

const DECIDE_PER_SECOND = 100_000;
const EXPLAIN_PER_SECOND = 2_000;
/** A whole answer of a bare order, its policies' diagrams compiled, as a share of `decide`'s rate: nothing else kept, and all of it. */
const ANEW_SHARE = 1 / 40;
const KEPT_SHARE = 1 / 15;

const publicCase = (id: string): Given => {
  const found = goldenCases().find(({ name }) => name.startsWith(`public/${id}`));
  if (!found) throw new Error(`No public case ${id}`);
  return found.given;
};
const HISTORY = ['knownCad', 'priorMi', 'priorPci', 'priorCabg', 'priorIschemiaTest', 'syncope', 'palpitations'];
const BARE: Given = { ...publicCase('p17'), facts: Object.fromEntries(HISTORY.map((name) => [name, 'unknown'])) };

const SITUATIONS: readonly (readonly [string, Given])[] = [
  ['P01 treadmill, Medicare, all known', publicCase('p01')],
  ['P07 SPECT, Humana MA, stent a year ago', publicCase('p07')],
  ['P08 SPECT, Medicare Advantage, bypass', publicCase('p08')],
  ['P17 SPECT, Cigna, exercise and ECG open', publicCase('p17')],
  ['SPECT, Cigna, nothing known but chest pain', BARE],
];

/** The first line of a situation, as the core is asked about it. */
const lineOf = (given: Given): LineCase => {
  const inquiry = inquiryOf(given);
  const [service] = inquiry.lines;
  if (!service) throw new Error('A situation without a line');
  const payer = given.payer ?? '';
  const verdict = judgeCoverage(
    { reference: 'Coverage/1', status: 'active', focal: true },
    { serviceDate: SERVICE_DATE, payers: [payer], notListed: false, confirmationRequired: false, insurerPayers: [] },
  );
  const on = { verdict, bundle: rules.select(payer, SERVICE_DATE) };
  return lineCase(inquiry, service, SERVICE_DATE, on, [], [], codebook);
};

/** Rates of the pure core under the rules as released; of what can be kept, all is. */
export const coreRates = (): readonly Rate[] =>
  SITUATIONS.flatMap(([name, given], index) => {
    const line = lineOf(given);
    const inquiry = inquiryOf(given);
    const coverage = { verdict: line.verdict, bundle: line.bundle, approvals: {} };
    const decided = index < 3;
    const deciding = rateOf(`decide   ${name}`, () => decide(line), DECIDE_PER_SECOND);
    return [
      deciding,
      rateOf(`  (no trace)`, () => runDecisionTable(line, false)),
      rateOf(`explain  ${name}`, () => explain({ ...line }), decided ? EXPLAIN_PER_SECOND : undefined),
      rateOf('  whole answer, with alternatives', () => answerInquiry(inquiry, [coverage], codebook, SERVICE_DATE)),
    ];
  });

/** Whole answers of the bare order beside `decide`, by turns. */
export const wholeRates = (): readonly Rate[] => {
  const line = lineOf(BARE);
  const inquiry = inquiryOf(BARE);
  const coverage = { verdict: line.verdict, bundle: line.bundle, approvals: {} };
  const answer = () => answerInquiry(inquiry, [coverage], codebook, SERVICE_DATE);
  const answerAnew = () => {
    KEPT_ASKED.clear();
    return answer();
  };
  const [deciding = 0, anew = 0, kept = 0] = ratesByTurns([() => decide(line), answerAnew, answer]);
  return [
    { what: 'decide   SPECT, Cigna, nothing known but chest pain', perSecond: deciding },
    { what: '  whole answer, nothing kept of earlier ones', perSecond: anew, target: deciding * ANEW_SHARE },
    { what: '  whole answer of a patient like an earlier one', perSecond: kept, target: deciding * KEPT_SHARE },
  ];
};
