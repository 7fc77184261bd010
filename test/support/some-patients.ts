import { absent, type Fact, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import type { RulesetBundle } from '../../shared/core/model/ruleset.ts';
import { isFactName, VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import type { LineCase } from '../../shared/core/policy/line-case.ts';
import { seeded } from '../../shared/rule-files/lint/search-patients.ts';
import { rules, SERVICE_DATE } from './cases.ts';
import { line } from './rules.ts';

export type PolicyKey = readonly [payer: string, code: string, state: string];

/** Policies that differ: vendor criteria, coverage documents, score tables, PET, echo. */
export const POLICIES: readonly PolicyKey[] = [
  ['uhc-commercial', '93351', 'OH'],
  ['cigna-commercial', '78452', 'TN'],
  ['original-medicare', '93015', 'FL'],
  ['original-medicare', '78452', 'OH'],
  ['highmark', '78431', 'PA'],
  ['humana-medicare-advantage', '78452', 'TX'],
  ['medicare-advantage', '93350', 'NY'],
];

export const CLINICAL = Object.keys(VOCABULARY)
  .filter(isFactName)
  .filter((name) => VOCABULARY[name].kind !== 'context');
/** Nobody can be asked for these; a chart that was read has them. */
const FROM_RECORD: readonly FactName[] = ['unstableAngina', 'vasospasticAngina', 'heartTransplant'];

export const bundleOf = (payer: string): RulesetBundle => {
  const found = rules.select(payer, SERVICE_DATE);
  if (!found) throw new Error(`No rules of ${payer}`);
  return found;
};

/** A line of that policy for one patient. */
export const lineFor = (
  [payer, code, state]: PolicyKey,
  facts: Facts,
  diagnoses: readonly string[] = ['R07.9'],
  age = 58,
): LineCase => {
  const made = line({
    bundle: bundleOf(payer),
    service: { codes: [code], diagnoses },
    facts: { siteState: known(state), ...facts },
    verdict: { ...line().verdict, payers: [payer] },
  });
  return { ...made, facts: { ...made.facts, age: known(age) } };
};

export const noneOnRecord = (): Facts => Object.fromEntries(FROM_RECORD.map((name) => [name, absent]));

/** Patients drawn from a seed: the same seed, the same patients. */
export const openPatients = (seed: number) => {
  const random = seeded(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const day = () => new Date(Date.parse(SERVICE_DATE) - Math.floor(random() ** 2 * 3000) * 86_400_000).toISOString();
  const date = (isPartly: boolean) => {
    const whole = day().slice(0, 10);
    return isPartly ? pick([whole, whole, whole.slice(0, 7), whole.slice(0, 4), undefined]) : whole;
  };
  const drawValue = (name: FactName, isPartly: boolean): unknown => {
    const { type, words = [] } = VOCABULARY[name];
    const on = type === 'event' ? date(isPartly) : undefined;
    const dated = on ? { date: on } : {};
    if (name === 'priorIschemiaTest')
      return {
        ...dated,
        ...(isPartly && random() < 0.2
          ? {}
          : { modality: pick(['ecg', 'spect', 'pet', 'stress-echo', 'cmr', 'other']) }),
        ...(isPartly && random() < 0.2 ? {} : { result: pick(['normal', 'abnormal', 'equivocal']) }),
      };
    if (type === 'event') return dated;
    if (type === 'boolean') return random() < 0.5;
    if (type === 'word') return pick(words);
    return name === 'bmi' || name === 'dasi' ? 25 + Math.floor(random() * 20) : 1 + Math.floor(random() * 8);
  };
  const factOf = (name: FactName, isPartly: boolean): Fact<unknown> =>
    VOCABULARY[name].kind === 'history' && random() < 0.6 ? absent : known(drawValue(name, isPartly));
  return {
    random,
    pick,
    factOf,
    /** @param share of the clinical facts that are known, `isPartly`: some of them in part */
    patient: (policy: PolicyKey, share: number, isPartly: boolean): LineCase => {
      const facts: Record<string, Fact<unknown>> = { sex: known(pick(['male', 'female'])) };
      for (const name of CLINICAL) if (random() < share) facts[name] = factOf(name, isPartly);
      for (const name of FROM_RECORD) facts[name] = random() < 0.9 ? absent : known(true);
      const diagnoses = pick([['R07.9'], ['R07.9'], ['Z13.6'], ['Z01.810'], ['I25.10', 'Z95.5'], ['I20.0']]);
      return lineFor(policy, facts as Facts, diagnoses, 31 + Math.floor(random() * 55));
    },
  };
};
