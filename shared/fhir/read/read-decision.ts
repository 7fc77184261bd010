import type { Parameters, ParametersParameter } from 'fhir/r4';
import { DECISION_SOURCES, DECISIONS, type RecordedDecision } from '../../core/decision.ts';
import { ok, type Problem, type Result, refused } from '../../core/result.ts';
import {
  readBillingCode,
  readCode,
  readKey,
  readReason,
  readReceivedAt,
  readText,
  readUnits,
  readWindow,
  readWord,
} from './decision-values.ts';
import { checkParameters, type ParameterRule, pathOf } from './parameter-parts.ts';

/** Parameters of `$record-decision`; `definitions/record-decision-operation.ts` says the same to callers. */
export const DECISION_PARAMETERS = {
  decision: { value: 'valueCode' },
  number: { value: 'valueString' },
  period: { value: 'valuePeriod' },
  code: { value: 'valueCoding', repeats: true },
  units: { value: 'valuePositiveInt' },
  placeOfService: { value: 'valueCoding' },
  facility: { value: 'valueReference' },
  performer: { value: 'valueReference' },
  reason: { value: 'valueCodeableConcept' },
  source: { value: 'valueCode' },
  receivedAt: { value: 'valueDateTime' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

type Name = keyof typeof DECISION_PARAMETERS;

const isParameters = (message: unknown): message is Parameters =>
  typeof message === 'object' &&
  message !== null &&
  'resourceType' in message &&
  message.resourceType === 'Parameters' &&
  (!('parameter' in message) || Array.isArray(message.parameter));

const MISSING: Problem = {
  code: 'required',
  says: `decision is missing: one of ${DECISIONS.join(', ')}.`,
  expression: "Parameters.parameter.where(name = 'decision')",
};

/** Reads named parts, and keeps what is wrong with them until all were read. */
const partReader = ({ parameter = [] }: Parameters) => {
  const problems: Problem[] = [];
  const all = <T>(name: Name, read: (part: ParametersParameter, at: string) => Result<T>): readonly T[] =>
    parameter.flatMap((part, index) => {
      const result = part.name === name ? read(part, pathOf(index)) : undefined;
      if (result && !result.ok) problems.push(...result.problems);
      return result?.ok ? [result.value] : [];
    });
  const one: <T>(name: Name, read: (part: ParametersParameter, at: string) => Result<T>) => T | undefined = (
    name,
    read,
  ) => all(name, read)[0];
  return { all, one, problems };
};

/**
 * What staff learned from the payer. `arrivedAt` (ISO instant) stands in for a missing `receivedAt`; a missing
 * `source` is the payer's word with no way named. Refused only where it cannot be read, never for what it decides.
 */
export const readDecision = (message: unknown, arrivedAt: string): Result<RecordedDecision> => {
  if (!isParameters(message))
    return refused({ code: 'structure', says: 'Send a Parameters resource.', expression: 'Parameters' });
  const misshapen = checkParameters(message, DECISION_PARAMETERS);
  if (misshapen.length) return refused(...misshapen);
  const { all, one, problems } = partReader(message);
  const decision = one('decision', ({ valueCode }, at) => readWord(valueCode ?? '', DECISIONS, at));
  const number = one('number', ({ valueString }, at) => readText(valueString ?? '', at));
  const window = one('period', ({ valuePeriod }, at) => readWindow(valuePeriod ?? {}, at));
  const codes = all('code', ({ valueCoding }, at) => readBillingCode(valueCoding ?? {}, at));
  const units = one('units', ({ valuePositiveInt }, at) => readUnits(valuePositiveInt ?? 0, at));
  const placeOfService = one('placeOfService', ({ valueCoding }, at) => readCode(valueCoding ?? {}, at));
  const facility = one('facility', ({ valueReference }, at) => readKey(valueReference ?? {}, at));
  const performer = one('performer', ({ valueReference }, at) => readKey(valueReference ?? {}, at));
  const reason = one('reason', ({ valueCodeableConcept }, at) => readReason(valueCodeableConcept ?? {}, at));
  const source = one('source', ({ valueCode }, at) => readWord(valueCode ?? '', DECISION_SOURCES, at));
  const received = one('receivedAt', ({ valueDateTime }, at) => readReceivedAt(valueDateTime ?? '', at));
  if (!decision && !message.parameter?.some(({ name }) => name === 'decision')) problems.unshift(MISSING);
  if (problems.length || !decision) return refused(...problems);
  return ok({
    decision,
    ...(number ? { number } : {}),
    ...window,
    codes: [...new Set(codes)],
    ...(units === undefined ? {} : { units }),
    ...(placeOfService ? { placeOfService } : {}),
    ...(facility ? { facility } : {}),
    ...(performer ? { performer } : {}),
    ...(reason ? { reason } : {}),
    source: source ?? 'payer',
    ...(received ?? { receivedAt: arrivedAt }),
  });
};
