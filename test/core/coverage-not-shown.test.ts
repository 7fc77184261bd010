import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSlot } from '../../shared/core/authorization/bookable.ts';
import { decide } from '../../shared/core/decide/decide.ts';
import { nextStepOf, standsOn } from '../../shared/core/decide/next-action.ts';
import type { CoverageVerdict } from '../../shared/core/model/assessment.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { ask, PLAIN } from '../support/ask-core.ts';
import { bundle, criterion, isTrue, line, program } from '../support/rules.ts';
import { SERVICE_DATE } from '../support/service-lines.ts';

const SILENT: Facts = { sex: known('male') };
const NOT_SHOWN = /^No authorization needed, but coverage is not shown: /;
const told = (payer: string, diagnoses: readonly string[], facts: Facts = PLAIN, code = '93015') => {
  const answer = ask({ payer, facts, dialect: 'order', line: { diagnoses } }, code);
  const [determination] = answer.determinations;
  if (!determination) throw new Error('No line was answered.');
  const { action, state } = standsOn(determination, undefined, determination.serviceDate);
  const gate = judgeSlot({
    determination,
    verdict: answer.verdict as CoverageVerdict,
    cancelled: false,
    performed: false,
    date: SERVICE_DATE,
    today: SERVICE_DATE,
  });
  return { answer, determination, action, gate, state };
};

describe('Original Medicare, and diagnoses that show no reason for a stress test', () => {
  test.each<[string, readonly string[], Facts?]>([
    ['a code of another chapter', ['M54.50']],
    ['an injury', ['S72.001A']],
    ['a lung disease', ['J44.9'], SILENT],
    ['another symptom', ['R10.9']],
    ['aftercare alone', ['Z51.89']],
    ['a follow-up examination alone', ['Z09']],
    ['surgical aftercare', ['Z48.812'], SILENT],
    ['screening beside back pain', ['Z13.6', 'M54.50']],
    ['screening of another kind', ['Z12.11']],
    ['a risk factor alone, nothing on the chart', ['E11.9'], SILENT],
    ['hypertension alone, nothing on the chart', ['I10'], SILENT],
    ['no code at all, but words', ['chest pain']],
    ['a code of the set before 2015', ['786.50']],
  ])('%s: never "go ahead"', (_, diagnoses, facts) => {
    const { answer, determination, action, gate, state } = told('original-medicare', diagnoses, facts);
    expect(answer.advice).toBe('manual-review');
    expect(answer.disposition).toMatch(NOT_SHOWN);
    expect([action.owner, state]).toEqual(['clinician', 'act']);
    expect(gate.reasons[0]?.says).toBe(answer.disposition);
    expect(nextStepOf(determination).says).not.toMatch(/Proceed/);
    expect(JSON.stringify([answer.disposition, determination.reasons, gate])).not.toMatch(/go ahead|Proceed/);
  });

  test.each<[string, readonly string[], Facts?]>([
    ['a symptom', ['R07.9']],
    ['a symptom beside another chapter', ['M54.50', 'R07.9']],
    ['known disease', ['I25.10'], SILENT],
    ['a code of a year nobody has imported, of the chapter', ['I25.19'], SILENT],
    ['a stent', ['Z95.5'], SILENT],
    ['a risk factor beside documented symptoms that meet the criteria', ['E11.9']],
  ])('%s: nothing is held against it', (_, diagnoses, facts) => {
    expect(told('original-medicare', diagnoses, facts).answer.advice).toBe('proceed-no-pa');
  });

  test('no diagnosis sent is asked for first, and is no reason to doubt', () => {
    const { answer, gate } = told('original-medicare', []);
    expect([answer.advice, answer.disposition]).toEqual([
      'proceed-no-pa',
      'No authorization is needed, but no ICD-10 diagnosis is given: add the symptom or disease the test is for.',
    ]);
    expect(gate.reasons[0]?.says).toBe(answer.disposition);
  });

  test('criteria that are not met say more than the diagnosis', () => {
    const none: Facts = { ...PLAIN, chestPain: known('none') };
    const { answer, gate, state } = told('original-medicare', ['M54.50'], none, '78452');
    expect([answer.advice, gate.answer, state]).toEqual(['necessity-likely-not-met', 'yes', 'act']);
    expect(answer.disposition).toMatch(NOT_SHOWN);
    expect(gate.reasons[0]?.says).toBe(answer.disposition);
  });

  test('an excluded screening says so in the same words', () => {
    const { answer, determination, gate } = told('original-medicare', ['Z13.6'], SILENT);
    expect([answer.advice, gate.answer]).toEqual(['benefit-not-covered', 'cannot-tell']);
    expect(answer.disposition).toMatch(NOT_SHOWN);
    expect(determination.reasons.at(-1)).toMatch(/GY.*GX/);
  });
});

test('no payer that needs no authorization ever says "go ahead" to a diagnosis without a reason', () => {
  const payers = loadRules().payers.map(({ id }) => id);
  const free = payers.filter((payer) => payer !== 'self-pay');
  const codes = fc.constantFrom('93015', '93350', '78452', '78492', '75563');
  const without = fc.array(fc.constantFrom('M54.50', 'K21.9', 'Z51.89', 'Z09', 'Z13.6', 'S93.401A', 'F41.1'), {
    minLength: 1,
    maxLength: 3,
  });
  const facts = fc.constantFrom(PLAIN, SILENT, { ...PLAIN, canExercise: known(false) } satisfies Facts);
  fc.assert(
    fc.property(fc.constantFrom(...free), codes, without, facts, (payer, code, diagnoses, chart) => {
      const { answer, gate, state } = told(payer, diagnoses, chart, code);
      expect([answer.advice, state]).not.toContain('proceed-no-pa');
      expect(state).not.toBe('yes');
      expect(answer.disposition + gate.nextStep).not.toMatch(/go ahead|Proceed/);
    }),
    { numRuns: 120 },
  );
});

describe('an ABN', () => {
  const against = (
    cite: string,
    evidence: 'verified' | 'illustrative',
    abn: boolean,
    planType?: 'medicare-advantage',
  ) => {
    const made = program({ against: [isTrue('palpitations')] });
    const rule = { ...criterion(isTrue('palpitations')), cite, evidence };
    const held = bundle({
      programs: [{ ...made, criteria: { 'against-0': rule } }],
      priorAuth: 'not-required',
      ruleset: { abn },
    });
    const coverage = {
      reference: 'Coverage/1',
      status: 'active',
      focal: true,
      ...(planType ? { planType } : {}),
    } as const;
    const parts = { bundle: held, facts: { palpitations: known(true) } };
    const answer = decide(line({ ...parts, verdict: { coverage } as CoverageVerdict }));
    expect(answer.advice).toBe('necessity-likely-not-met');
    return { abn: answer.abn, says: answer.reasons.at(-1) };
  };

  test('is advised to Original Medicare by a coverage document held, before the test', () => {
    for (const cite of ['L35083, L38396, evidence section', 'NCD 220.6.1']) {
      const { abn, says } = against(cite, 'verified', true);
      expect(abn).toBe(true);
      expect(says).toMatch(/ABN signed before it.*GA.*GZ/);
    }
  });
  test.each([
    ['illustrative criteria', 'NCD 220.6.1', 'illustrative', true],
    ['criteria that are no coverage document', '2013 multimodality criteria', 'verified', true],
    ['another payer', 'L35083', 'verified', false],
  ] as const)('is never advised by %s', (_, cite, evidence, abn) => {
    const given = against(cite, evidence, abn);
    expect(given.abn).toBeUndefined();
    expect(given.says).not.toMatch(/ABN|GA\b/);
  });
  test('is not for Medicare Advantage: the plan is asked for an organization determination', () => {
    const given = against('NCD 220.6.1', 'verified', false, 'medicare-advantage');
    expect(given.abn).toBeUndefined();
    expect(given.says).toMatch(/organization determination before the test/);
  });
});
