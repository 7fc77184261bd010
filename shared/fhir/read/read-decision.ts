import { DECISION_SOURCES, DECISIONS, NUMBER_KINDS, type RecordedDecision } from '../../core/authorization/decision.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { openParts, type ParameterRule } from './parameter-parts.ts';
import {
  readBillingCode,
  readCodeParameter,
  readKey,
  readReason,
  readReceivedAt,
  readText,
  readUnitsParameter,
  readWindow,
  readWord,
} from './parameter-values.ts';

/** Parameters of `$record-decision`, as `definitions/record-decision-operation.ts` publishes them. */
export const DECISION_PARAMETERS = {
  decision: { value: 'valueCode' },
  number: { value: 'valueString' },
  numberKind: { value: 'valueCode' },
  period: { value: 'valuePeriod' },
  code: { value: 'valueCoding', repeats: true },
  units: { value: 'valuePositiveInt' },
  placeOfService: { value: 'valueCoding' },
  facility: { value: 'valueReference' },
  performer: { value: 'valueReference' },
  reason: { value: 'valueCodeableConcept' },
  toldBy: { value: 'valueString' },
  expedited: { value: 'valueBoolean' },
  source: { value: 'valueCode' },
  receivedAt: { value: 'valueDateTime' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/**
 * What staff learned from the payer. `arrivedAt` (ISO instant) replaces a missing `receivedAt`; a missing `source` is
 * recorded as `payer`. Refused only when it cannot be read, never for what it decides.
 */
export const readDecision = (message: unknown, arrivedAt: string): Result<RecordedDecision> => {
  const opened = openParts(message, DECISION_PARAMETERS);
  if (!opened.ok) return opened;
  const { all, one, required, problems } = opened.value;
  const decision = required('decision', `one of ${DECISIONS.join(', ')}`, ({ valueCode }, at) =>
    readWord(valueCode ?? '', DECISIONS, at),
  );
  const number = one('number', ({ valueString }, at) => readText(valueString ?? '', at));
  const kind = one('numberKind', ({ valueCode }, at) => readWord(valueCode ?? '', NUMBER_KINDS, at));
  const window = one('period', ({ valuePeriod }, at) => readWindow(valuePeriod ?? {}, at));
  const codes = all('code', ({ valueCoding }, at) => readBillingCode(valueCoding ?? {}, at));
  const units = one('units', ({ valuePositiveInt }, at) => readUnitsParameter(valuePositiveInt ?? 0, at));
  const placeOfService = one('placeOfService', ({ valueCoding }, at) => readCodeParameter(valueCoding ?? {}, at));
  const facility = one('facility', ({ valueReference }, at) => readKey(valueReference ?? {}, at));
  const performer = one('performer', ({ valueReference }, at) => readKey(valueReference ?? {}, at));
  const reason = one('reason', ({ valueCodeableConcept }, at) => readReason(valueCodeableConcept ?? {}, at));
  const toldBy = one('toldBy', ({ valueString }, at) => readText(valueString ?? '', at));
  const expedited = one('expedited', ({ valueBoolean }) => ok(valueBoolean === true));
  const source = one('source', ({ valueCode }, at) => readWord(valueCode ?? '', DECISION_SOURCES, at));
  const received = one('receivedAt', ({ valueDateTime }, at) => readReceivedAt(valueDateTime ?? '', at));
  if (problems.length || !decision) return refused(...problems);
  return ok({
    decision,
    ...(number ? { number } : {}),
    ...(kind && kind !== 'authorization' ? { numberKind: kind } : {}),
    ...window,
    codes: [...new Set(codes)],
    ...(units === undefined ? {} : { units }),
    ...(placeOfService ? { placeOfService } : {}),
    ...(facility ? { facility } : {}),
    ...(performer ? { performer } : {}),
    ...(reason ? { reason } : {}),
    ...(toldBy ? { toldBy } : {}),
    ...(expedited ? { expedited } : {}),
    source: source ?? 'payer',
    ...(received ?? { receivedAt: arrivedAt }),
  });
};
