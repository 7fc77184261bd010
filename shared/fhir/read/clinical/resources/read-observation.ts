import type { Observation } from 'fhir/r4';
import { compact } from '../../../../core/model/compact.ts';
import type { FactName } from '../../../../core/model/facts.ts';
import { isFactName } from '../../../../core/model/vocabulary.ts';
import type { Canonicals } from '../../../canonical.ts';
import { type AnswerValue, readFactValue } from '../answers/read-answer-value.ts';
import type { ClinicalContext, ClinicalFinding, Read } from '../finding.ts';
import type { Observed } from '../presence.ts';
import { type CodeMeaningFound, codingsOf, meaningOf } from '../read-code-meaning.ts';
import { readFindingCode } from '../read-finding-code.ts';
import { isRestingEcg, readEcgOnFile, readFindingsNow } from '../resting-ecg.ts';
import { dateOf, isAfter, isTooLate, stillHolds } from '../when.ts';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

const observedOn = ({ effectiveDateTime, effectivePeriod, effectiveInstant, issued }: Observation) =>
  dateOf(effectiveDateTime ?? effectivePeriod?.end ?? effectivePeriod?.start ?? effectiveInstant ?? issued);

/** Units our measures accept; values in others are not read. */
const UNITS: ReadonlyMap<FactName, string> = new Map([['bmi', 'kg/m2']]);

/** The value as an answer to one of our questions; ">10" is not a number. */
const asAnswer = (fact: FactName, observed: Observed, { factValues }: Canonicals): AnswerValue => {
  const { comparator, code, value } = observed.valueQuantity ?? {};
  const unit = UNITS.get(fact);
  const usable = !comparator && (unit === undefined || code === undefined || code === unit);
  return compact({
    valueBoolean: observed.valueBoolean,
    valueInteger: observed.valueInteger,
    valueDecimal: usable ? value : undefined,
    valueDate: dateOf(observed.valueDateTime),
    valueString: observed.valueString,
    valueCoding: codingsOf(observed.valueCodeableConcept).find(({ system }) => system === factValues),
  });
};

/** Facts the Observation gives a value for: by our own fact code (extracted from our form), or as a known measure. */
const measured = ({ code }: Observed, { canonicals, codebook }: ClinicalContext): readonly FactName[] =>
  codingsOf(code).flatMap((coding) => {
    const own = coding.system === `${canonicals.base}/CodeSystem/fact` ? (coding.code ?? '') : '';
    return isFactName(own) ? [own] : (meaningOf(coding, codebook)?.measures ?? []);
  });

const readValue = (
  fact: FactName,
  observed: Observed,
  found: CodeMeaningFound,
  context: ClinicalContext,
): readonly ClinicalFinding[] => {
  const { canonicals, serviceDate } = context;
  const said = readFactValue(fact, asAnswer(fact, observed, canonicals), canonicals);
  if (!said || isTooLate(fact, said.value, serviceDate)) return [];
  const { reference, rank, on } = found;
  return stillHolds(fact, on, serviceDate)
    ? [{ fact, value: said.value, rank, reference, ...compact({ on }) }]
    : [{ asks: fact }];
};

export const readObservation: Read<'Observation'> = (observation, reference, context) => {
  const { serviceDate, codebook } = context;
  const on = observedOn(observation);
  if (!FINAL.has(observation.status) || isAfter(on, serviceDate)) return [];
  const isEcg = isRestingEcg(observation.code, codebook);
  const found: CodeMeaningFound = { reference, rank: 'chart', on, tested: on, ...(isEcg ? { as: 'resting-ecg' } : {}) };
  const parts: readonly Observed[] = [observation, ...(observation.component ?? [])];
  return [
    ...(isEcg ? readEcgOnFile(on, reference, serviceDate) : []),
    ...parts.flatMap((part) => [
      ...measured(part, context).flatMap((fact) => readValue(fact, part, found, context)),
      ...readFindingCode(part, found, context),
      ...readFindingsNow(codingsOf(part.valueCodeableConcept), found, context),
    ]),
  ];
};
