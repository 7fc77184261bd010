import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerInquiry } from '../../shared/core/answer/answer.ts';
import { factsOf, readingsOf } from '../../shared/core/criteria/criteria.ts';
import { judgeNecessity } from '../../shared/core/criteria/necessity.ts';
import { outsideCriteria } from '../../shared/core/criteria/outside.ts';
import { decide } from '../../shared/core/decide/decide.ts';
import { isCodeOpen } from '../../shared/core/decide/decided.ts';
import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import { withFact } from '../../shared/core/explain/candidates.ts';
import { OUTCOMES } from '../../shared/core/explain/diagram/outcomes.ts';
import { explain } from '../../shared/core/explain/explain.ts';
import { openQuestions } from '../../shared/core/explain/open-questions.ts';
import { settle } from '../../shared/core/explain/settle.ts';
import { absent, type Fact, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import type { Expression } from '../../shared/core/model/program.ts';
import type { RulesetBundle } from '../../shared/core/model/ruleset.ts';
import { VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import { resolvePolicy } from '../../shared/core/policy/resolve-policy.ts';
import { rules } from '../support/cases.ts';
import { covered, message, TODAY } from '../support/messages.ts';
import { line } from '../support/rules.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

const PAYERS = rules.payers.map(({ id }) => id);
const bundleOf = (payer: string): RulesetBundle => {
  const found = rules.select(payer, SERVICE_DATE);
  if (!found) throw new Error(`No rules of ${payer}`);
  return found;
};

const dayBefore = (days: number) => new Date(Date.parse(SERVICE_DATE) - days * 86_400_000).toISOString().slice(0, 10);
const date = fc.integer({ min: 0, max: 3000 }).map(dayBefore);
const valuesOf = (name: FactName): fc.Arbitrary<unknown> => {
  const { type, words = [] } = VOCABULARY[name];
  if (name === 'priorIschemiaTest')
    return fc.record({
      date,
      modality: fc.constantFrom('ecg', 'spect', 'pet', 'stress-echo'),
      result: fc.constantFrom('normal', 'abnormal', 'equivocal'),
    });
  if (type === 'boolean') return fc.boolean();
  if (type === 'word') return fc.constantFrom(...words);
  return type === 'number' ? fc.integer({ min: 1, max: 60 }) : date.map((day) => ({ date: day }));
};
const CLINICAL = (Object.keys(VOCABULARY) as FactName[]).filter((name) => VOCABULARY[name].kind !== 'context');
const knownOf = (name: FactName): fc.Arbitrary<Fact<unknown>> => valuesOf(name).map((value) => known(value));

/** Any facts at all: each known, looked for and not found, or not mentioned. */
const someFacts: fc.Arbitrary<Facts> = fc
  .tuple(...CLINICAL.map((name) => fc.oneof(knownOf(name), fc.constant(absent), fc.constant(undefined))))
  .map((facts) => Object.fromEntries(CLINICAL.flatMap((name, index) => (facts[index] ? [[name, facts[index]]] : []))));

const situation = fc.record({
  payer: fc.constantFrom(...PAYERS),
  code: fc.constantFrom('93015', '93350', '78452', '78431', '75563', '93025'),
  state: fc.constantFrom('OH', 'TX', 'CA', 'NC', 'FL'),
  sex: fc.constantFrom('male' as const, 'female' as const),
  diagnoses: fc.constantFrom(['R07.9'], ['Z13.6'], ['Z01.810'], ['I25.10', 'Z95.5'], []),
  facts: someFacts,
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;
const caseOf = ({ payer, code, state, sex, diagnoses, facts }: Situation) =>
  line({
    bundle: bundleOf(payer),
    service: { codes: [code], diagnoses },
    facts: { ...facts, siteState: known(state), sex: known(sex) },
    verdict: { ...line().verdict, payers: [payer] },
  });

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
};

/** Facts that tell of whom the criteria do not speak: while they are not known, they speak of the patient. */
const outsideFacts = ({ definitions }: Pick<RulesetBundle, 'definitions'>): ReadonlySet<FactName> =>
  new Set((definitions.outside ?? []).flatMap(({ when }) => factsOf(readingsOf(when, definitions))));

/** Facts a guard leaf reads, alone or through a definition: not knowing them counts as a "no". */
const guardFacts = ({ programs, definitions }: RulesetBundle): ReadonlySet<FactName> => {
  const found = new Set<FactName>(outsideFacts({ definitions }));
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('unknownAs' in node) for (const name of factsOf(readingsOf(node as Expression, definitions))) found.add(name);
    Object.values(node).forEach(walk);
  };
  walk(programs);
  walk(definitions);
  return found;
};
/** Rows that follow the criteria, or that they do not speak of the patient. */
const JUDGED: ReadonlySet<string> = new Set(['D8b', 'D10', 'D12', 'D13', 'D14', 'D15', 'D17']);
/** A pretest probability is computed as if there were no known disease until one is. */
const PRESUMED: readonly FactName[] = ['knownCad', 'priorMi', 'priorPci', 'priorCabg'];

describe('for every payer, any code and any facts', () => {
  test('deciding changes nothing it is given, and gives the same bytes again', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const { codebook: tables, ...given } = caseOf(one);
        const frozen = { ...freeze(given), codebook: tables };
        const again = caseOf({ ...one, facts: structuredClone(one.facts) });
        expect(JSON.stringify(decide(frozen))).toBe(JSON.stringify(decide(again)));
      }),
      { numRuns: 300 },
    );
  });

  test('“not required” is said only where the rules say so', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const asked = caseOf(one);
        const policy = resolvePolicy(bundleOf(one.payer), asked.procedures[0]!.group!, asked);
        const value = policy === 'ambiguous' ? 'ask-plan' : policy.policy.priorAuth.value;
        fc.pre(value === 'required' || value === 'ask-plan');
        const { authorizationRequired, state, paNeeded } = decide(asked);
        expect([authorizationRequired === false, state, paNeeded]).not.toContain(true);
        expect([state, paNeeded]).not.toContain('not-required');
        expect(paNeeded).not.toBe('no-auth');
      }),
      { numRuns: 500 },
    );
  });

  test('what one fact would change is what the decision table says of it', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const asked = settle(caseOf(one));
        const decided = runDecisionTable(asked, false);
        const open = decided.seen && openQuestions(asked, decided.seen);
        fc.pre(open !== undefined && !isCodeOpen(decided));
        const values = new Map(open?.questions.levels.map(({ fact, answers }) => [fact.fact as string, answers]));
        for (const { fact, to, advice } of explain(asked).wouldChange) {
          const answer = values.get(fact)?.find((value) => value.to === to);
          if (!answer) continue;
          expect(advice).not.toBe(decided.advice);
          const learned = withFact(fact, answer.fact)(asked);
          expect([fact, to, runDecisionTable(settle(learned), false).advice]).toEqual([fact, to, advice]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('whatever is known, the diagram of what is known says what the decision table says', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const asked = caseOf(one);
        const { seen } = runDecisionTable(asked, false);
        const open = seen && openQuestions(asked, seen);
        fc.pre(seen !== undefined && open !== undefined);
        const known = open!.questions.read(asked.facts);
        fc.pre(!known.now.includes(-1));
        const {
          benefit: { excluded, review },
          evaluation,
          policy,
        } = seen!;
        const isOutside = outsideCriteria(bundleOf(one.payer).definitions, policy.policy, evaluation) !== undefined;
        const necessity = judgeNecessity(policy.necessity, evaluation, false);
        expect(OUTCOMES[open!.questions.walk.along(known.now)]).toBe(
          excluded ? 'excluded' : review || isOutside ? 'benefit-review' : necessity,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('learning never reopens what is decided, guard facts held fixed', () => {
    const learned = fc.constantFrom(...CLINICAL).chain((name) => fc.tuple(fc.constant(name), knownOf(name)));
    fc.assert(
      fc.property(situation, learned, (one, [name, fact]) => {
        fc.pre(one.facts[name] === undefined && !PRESUMED.includes(name) && !guardFacts(bundleOf(one.payer)).has(name));
        const { necessity: before, row } = runDecisionTable(caseOf(one), false);
        // Earlier rows ask the plan or follow a benefit rule: what is learned may bring the criteria into play at all.
        fc.pre(before !== 'unknown' && JUDGED.has(row));
        const after = caseOf({ ...one, facts: { ...one.facts, [name]: fact } });
        expect(runDecisionTable(after, false).necessity).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  test('learning that the criteria do not speak of the patient brings a reviewer or changes nothing', () => {
    const outside = fc.constantFrom(...new Set(PAYERS.flatMap((payer) => [...outsideFacts(bundleOf(payer))])));
    const learned = outside
      .filter((name) => CLINICAL.includes(name))
      .chain((name) => fc.tuple(fc.constant(name), knownOf(name)));
    fc.assert(
      fc.property(situation, learned, (one, [name, fact]) => {
        const before = runDecisionTable(caseOf(one), false);
        // Of some such patients a policy may say that its criteria speak.
        fc.pre(one.facts[name] === undefined && !before.seen?.policy.policy.speaksOf);
        const after = runDecisionTable(caseOf({ ...one, facts: { ...one.facts, [name]: fact } }), false);
        if (after.row === 'D8b') expect(after.necessity).toBe('review');
        else expect([after.row, after.advice]).toEqual([before.row, before.advice]);
      }),
      { numRuns: 500 },
    );
  });
});

test('a whole message is answered the same from frozen input', () => {
  const inquiry = freeze(message(['78452', '93017', 'A9500', '94621'], { facts: { canExercise: known(false) } }));
  const coverage = freeze(covered(bundleOf('uhc-commercial')));
  const first = JSON.stringify(answerInquiry(inquiry, [coverage], codebook, TODAY));
  const again = answerInquiry(structuredClone(inquiry), [structuredClone(coverage)], codebook, TODAY);
  expect(JSON.stringify(again)).toBe(first);
});
