import {
  compileDefinitions,
  compileExpression,
  type FactReading,
  factsOf,
  type Parameters,
  readingsOf,
} from '../../core/criteria/criteria.ts';
import { COMPUTED, Evaluation } from '../../core/criteria/evaluation.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import type { Facts, Modality } from '../../core/model/facts.ts';
import type { Definitions, Expression } from '../../core/model/program.ts';
import { MET, NOT_MET, type Truth } from '../../core/model/truth.ts';
import { factDomain, type TrialContext } from './fact-domain.ts';
import { type Domains, searchPatients, seeded } from './search-patients.ts';

/** The context a rule is used in: the modalities it applies to, and the parameters a policy gives it. */
export interface Use {
  readonly definitions: Definitions;
  readonly parameters: Parameters;
  readonly modalities: readonly Modality[];
}

/** A rule that can be tried on generated patients. */
interface Trial {
  readonly readings: readonly FactReading[];
  readonly context: TrialContext;
  truth(facts: Facts): Truth;
}

const SEED = 20_260_512;
/** Arbitrary: intervals are counted back from it. */
const SERVICE_DATE = '2026-05-12';

/** The pretest probability is computed only for patients with symptoms and no known disease. */
const behindPretest = (readings: readonly FactReading[], definitions: Definitions): readonly FactReading[] =>
  readings.some(({ fact }) => fact.startsWith('pretest'))
    ? ['asymptomatic', 'knownDisease'].flatMap((derived) => readingsOf({ derived }, definitions))
    : [];

const openTrial = (expression: Expression, { definitions, parameters, modalities }: Use, codebook: Codebook): Trial => {
  const own = readingsOf(expression, definitions, parameters);
  const test = compileExpression(expression, parameters);
  const compiled = compileDefinitions(definitions);
  const ageSteps = definitions.pretest.rows.map(({ ageFrom }) => ageFrom);
  return {
    readings: [...own, ...behindPretest(own, definitions)],
    context: { definitions: compiled, codebook, serviceDate: SERVICE_DATE, modalities, ageSteps },
    truth: (facts) => test(new Evaluation(facts, SERVICE_DATE, compiled, codebook)),
  };
};

const domainsOf = (readings: readonly FactReading[], context: TrialContext): Domains => {
  const concerns = (name: string) => (reading: FactReading) =>
    COMPUTED[reading.fact]?.some((one) => one === name) ?? reading.fact === name;
  return new Map(factsOf(readings).map((name) => [name, factDomain(name, readings.filter(concerns(name)), context)]));
};

/** Whether it is proven that this is true for no patient. */
const isProvenNever = (trials: readonly Trial[], isTrue: (...truths: readonly Truth[]) => boolean): boolean => {
  const [first] = trials;
  if (!first) return false;
  const domains = domainsOf(
    trials.flatMap(({ readings }) => readings),
    first.context,
  );
  const search = (facts: Facts) => isTrue(...trials.map((trial) => trial.truth(facts)));
  return searchPatients(domains, search, seeded(SEED)) === 'never';
};

/** Proven: no patient meets it, in any use. */
export const isNeverMet = (expression: Expression, uses: readonly Use[], codebook: Codebook): boolean =>
  uses.every((use) => isProvenNever([openTrial(expression, use, codebook)], (truth) => truth === MET));

/** Proven: every patient meets it, in any use. */
export const isAlwaysMet = (expression: Expression, uses: readonly Use[], codebook: Codebook): boolean =>
  uses.every((use) => isProvenNever([openTrial(expression, use, codebook)], (truth) => truth !== MET));

/** Proven: a patient who may meet `one` meets `other` at least as surely; with `wholly`, meets it outright. */
export const isImpliedBy = (
  one: Expression,
  other: Expression,
  uses: readonly Use[],
  codebook: Codebook,
  wholly: boolean,
): boolean =>
  uses.every((use) =>
    isProvenNever(
      [openTrial(one, use, codebook), openTrial(other, use, codebook)],
      (mine = NOT_MET, theirs = NOT_MET) => (wholly ? mine !== NOT_MET && theirs !== MET : mine > theirs),
    ),
  );
