import { describe, expect, test } from 'vitest';
import { judgeSlot } from '../../shared/core/authorization/bookable.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { CoverageAnswer, CoverageVerdict } from '../../shared/core/model/assessment.ts';
import { NOT_VERIFIED } from '../../shared/core/model/evidence.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import type { GroupId, Ruleset } from '../../shared/core/model/ruleset.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { ask, PLAIN } from '../support/ask-core.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

/** Every payer, every kind of test, several charts: whatever rests on an illustrative value says so, and nothing else does. */

const rules = loadRules();
const CODES = ['93015', '93350', '78452', '78492', '75563'] as const;
const PAYERS = rules.payers.map(({ id }) => id);
const CHARTS: Readonly<Record<string, Facts>> = {
  plain: PLAIN,
  silent: { sex: known('male') },
  'cannot exercise': { ...PLAIN, canExercise: known(false) },
  'no symptoms': { ...PLAIN, chestPain: known('none') },
};
const rulesetOf = (payer: string): Ruleset => {
  const bundle = rules.select(payer, SERVICE_DATE);
  if (!bundle) throw new Error(`No rules of ${payer}.`);
  return bundle.ruleset;
};
const groupOf = (code: string): GroupId => {
  const group = codebook.procedure(code)?.group;
  if (!group) throw new Error(`${code} is no test.`);
  return group;
};
const isIllustrative = (payer: string, code: string) =>
  rulesetOf(payer).policies[groupOf(code)].priorAuth.evidence === 'illustrative';

/** States that a plan wants authorization, or wants none; not: asks whether, or what the payer itself said. */
const STATES_NEED =
  /\bauthorization (?:is )?(?:usually )?(?:not )?(?:needed|required)|needs (?:an|no) authorization|^Without an authorization number/i;
const ASKS = /whether (?:this plan requires )?authorization|The payer said|may need authorization/;
const statesNeed = (says: string) => STATES_NEED.test(says) && !ASKS.test(says);
const isLabelled = (says: string) => says.includes(NOT_VERIFIED);

const gateOf = ({ verdict, determinations: [determination] }: CoverageAnswer, date = SERVICE_DATE) => {
  if (!determination) throw new Error('No line was answered.');
  const slot = { cancelled: false, performed: false, date, today: SERVICE_DATE };
  return judgeSlot({ determination, verdict: verdict as CoverageVerdict, ...slot });
};

/** Every sentence people are told of the ordered test. */
const sentencesOf = (answer: CoverageAnswer): readonly string[] => {
  const [determination] = answer.determinations;
  const { reasons = [], warnings = [], findings = [] } = determination ?? {};
  const gate = gateOf(answer);
  return [
    answer.disposition,
    ...reasons,
    ...warnings,
    ...findings.map(({ says }) => says),
    ...gate.reasons.map(({ says }) => says),
    gate.nextStep,
  ];
};

const CASES = PAYERS.flatMap((payer) =>
  CODES.flatMap((code) => Object.keys(CHARTS).map((chart) => ({ payer, code, chart }))),
);

describe('that a plan wants authorization, or none', () => {
  test('is labelled where illustrative and nowhere else, of the ordered test', () => {
    let stated = 0;
    for (const { payer, code, chart } of CASES)
      for (const use of ['predetermination', 'claim'] as const) {
        const answer = ask({ payer, use, facts: CHARTS[chart] ?? {} }, code);
        for (const says of sentencesOf(answer).filter(statesNeed)) {
          stated += 1;
          expect({ payer, code, chart, says, labelled: isLabelled(says) }).toEqual({
            payer,
            code,
            chart,
            says,
            labelled: isIllustrative(payer, code),
          });
        }
      }
    expect(stated).toBeGreaterThan(500);
  });

  test('and of every other test proposed', () => {
    let stated = 0;
    for (const { payer, code, chart } of CASES) {
      const answer = ask({ payer, dialect: 'order', facts: CHARTS[chart] ?? {} }, code);
      for (const other of answer.determinations[0]?.alternatives ?? []) {
        if (other.authorization === 'ask-plan') continue;
        stated += 1;
        expect([payer, other.code, isLabelled(other.why)]).toEqual([
          payer,
          other.code,
          isIllustrative(payer, other.code),
        ]);
      }
    }
    expect(stated).toBeGreaterThan(50);
  });

  test('in a setting: by the level of the settings', () => {
    for (const payer of PAYERS) {
      const answer = ask({ payer, dialect: 'order', line: { encounterClass: 'EMER', placeOfService: '23' } }, '78452');
      if (answer.advice !== 'pa-not-required-setting') continue;
      const level = rulesetOf(payer).exemptSettings?.evidence;
      expect([payer, isLabelled(answer.disposition)]).toEqual([payer, level === 'illustrative']);
    }
  });
});

const approval = (more: Partial<Approval> = {}): Approval => ({
  decision: 'approved',
  number: 'A-1',
  codes: ['78452'],
  source: 'portal',
  receivedAt: '2026-05-01T12:00:00.000Z',
  ...more,
});
const approved = (payer: string, date: string, more: Partial<Approval> = {}) =>
  ask({ payer, dialect: 'order', approvals: { '': [approval(more)] }, line: { serviceDate: date } }, '78452');

describe('how long an approval holds', () => {
  test.each(PAYERS)('%s: without a last day of its own, by the level of the usual length', (payer) => {
    const { value: days, evidence } = rulesetOf(payer).validityDays;
    if (!days) return;
    const fits = approved(payer, SERVICE_DATE);
    const late = approved(payer, '2026-12-01');
    const told = [...sentencesOf(fits), ...sentencesOf(late)].filter((says) =>
      /inside its window|holds|ended on/.test(says),
    );
    expect(told.length).toBeGreaterThan(0);
    const usual = new RegExp(`the plan’s usual ${days} days apply.*${NOT_VERIFIED}|${NOT_VERIFIED}`);
    const dated = [fits.disposition, gateOf(fits).reasons[0]?.says ?? '', late.determinations[0]?.reasons[0] ?? ''];
    expect(dated.map((says) => usual.test(says))).toEqual(dated.map(() => evidence === 'illustrative'));
  });
  test('with one of its own, nothing is assumed', () => {
    for (const payer of PAYERS)
      expect(
        sentencesOf(approved(payer, SERVICE_DATE, { end: '2026-06-30' })).some((says) => says.includes('usual')),
      ).toBe(false);
  });
});

test('criteria of ours are called ours', () => {
  const own = new Set(['pa-likely-approve', 'pa-likely-not-met']);
  let ours = 0;
  for (const { payer, code, chart } of CASES) {
    const answer = ask({ payer, dialect: 'order', facts: CHARTS[chart] ?? {} }, code);
    const says = JSON.stringify([answer.disposition, ...sentencesOf(answer)]);
    expect(says).not.toMatch(/payer['’]s criteria|plan['’]s criteria/);
    if (!own.has(answer.advice)) continue;
    const isOurs = answer.determinations[0]?.assumed?.includes('criteria') ?? false;
    ours += Number(isOurs);
    expect(answer.disposition.includes('our own criteria (not the plan’s)')).toBe(isOurs);
  }
  expect(ours).toBeGreaterThan(0);
});
