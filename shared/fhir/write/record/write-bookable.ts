import type { Parameters, ParametersParameter } from 'fhir/r4';
import type { BookableAnswer } from '../../../core/authorization/bookable.ts';
import { peopleStateOf } from '../../../core/decide/next-action.ts';
import type { Canonicals } from '../../canonical.ts';
import { channelFacts } from '../channel-facts.ts';

/** Units of the approval, as far as it says how many it covers. */
const unitsOf = (approval: BookableAnswer['approval']): ParametersParameter[] => {
  if (approval?.units === undefined) return [];
  const used = approval.unitsUsed ?? 0;
  return [
    { name: 'unitsUsed', valueUnsignedInt: Math.ceil(used) },
    { name: 'unitsLeft', valueUnsignedInt: Math.max(0, Math.floor(approval.units - used)) },
  ];
};

/** The answer of `$bookable`: the answer code, every reason, the days that would do, the approval, what is next and whose move it is. */
export const writeBookable = (
  {
    answer,
    reasons,
    earliest,
    latest,
    realistic,
    approval,
    waiver,
    rule,
    eligibilityAsOf,
    nextStep,
    nextAction,
  }: BookableAnswer,
  { base, ruleset }: Canonicals,
): Parameters => {
  const reason = reasons.map(
    ({ code, says }): ParametersParameter => ({
      name: 'reason',
      valueCodeableConcept: { coding: [{ system: `${base}/CodeSystem/bookable-reason`, code }], text: says },
    }),
  );
  const { code, owner, dueBy, channel } = nextAction;
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'answer', valueCode: answer },
      ...reason,
      ...(earliest ? [{ name: 'earliest', valueDate: earliest }] : []),
      ...(latest ? [{ name: 'latest', valueDate: latest }] : []),
      ...(realistic
        ? [
            { name: 'earliestRealistic', valueDate: realistic.date },
            { name: 'earliestRealisticSays', valueString: realistic.says },
          ]
        : []),
      ...(approval?.number ? [{ name: 'authorization', valueIdentifier: { value: approval.number } }] : []),
      ...unitsOf(approval),
      ...(waiver ? [{ name: 'waiver', valueString: `${waiver.kind}: ${waiver.cite}` }] : []),
      ...(rule
        ? [
            { name: 'rule', valueCanonical: `${ruleset}/${rule.id}|${rule.version}` },
            { name: 'ruleLevel', valueCode: rule.level },
          ]
        : []),
      ...(eligibilityAsOf ? [{ name: 'eligibilityAsOf', valueDate: eligibilityAsOf }] : []),
      { name: 'nextStep', valueString: nextStep },
      {
        name: 'nextAction',
        part: [
          { name: 'code', valueCode: code },
          { name: 'owner', valueCode: owner },
          ...(dueBy ? [{ name: 'dueBy', valueDate: dueBy }] : []),
          ...channelFacts(channel).map(([name, value]) => ({ name, ...value })),
        ],
      },
      { name: 'state', valueCode: peopleStateOf(answer, nextAction) },
    ],
  };
};
