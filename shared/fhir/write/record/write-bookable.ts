import type { Parameters, ParametersParameter } from 'fhir/r4';
import type { BookableAnswer } from '../../../core/authorization/bookable.ts';
import type { Canonicals } from '../../canonical.ts';

/** The answer of `$bookable`: the answer code, every reason, the days that would do, the approval, the next step. */
export const writeBookable = (
  { answer, reasons, earliest, latest, approval, nextStep }: BookableAnswer,
  { base }: Canonicals,
): Parameters => {
  const reason = reasons.map(
    ({ code, says }): ParametersParameter => ({
      name: 'reason',
      valueCodeableConcept: { coding: [{ system: `${base}/CodeSystem/bookable-reason`, code }], text: says },
    }),
  );
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'answer', valueCode: answer },
      ...reason,
      ...(earliest ? [{ name: 'earliest', valueDate: earliest }] : []),
      ...(latest ? [{ name: 'latest', valueDate: latest }] : []),
      ...(approval?.number ? [{ name: 'authorization', valueIdentifier: { value: approval.number } }] : []),
      { name: 'nextStep', valueString: nextStep },
    ],
  };
};
