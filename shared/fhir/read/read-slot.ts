import { isPlaceOfService } from '../../codes/place-of-service.ts';
import { MOST_CODES_OF_VISIT, type Slot } from '../../core/authorization/slot.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { openParts, type ParameterRule } from './parameter-parts.ts';
import { readBillingCode, readCodeParameter, readInstant, readKey, readUnitsParameter } from './parameter-values.ts';

/** Parameters of `$bookable`, as `definitions/bookable-operation.ts` publishes them. */
const SLOT_PARAMETERS = {
  start: { value: 'valueDateTime' },
  end: { value: 'valueDateTime' },
  code: { value: 'valueCoding', repeats: true },
  placeOfService: { value: 'valueCoding' },
  facility: { value: 'valueReference' },
  performer: { value: 'valueReference' },
  units: { value: 'valuePositiveInt' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** The visit to be booked. Refused when it cannot be read or ends before it starts. */
export const readSlot = (message: unknown): Result<Slot> => {
  const opened = openParts(message, SLOT_PARAMETERS);
  if (!opened.ok) return opened;
  const { all, one, required, problems } = opened.value;
  const start = required('start', 'the date and time of the slot', ({ valueDateTime }, at) =>
    readInstant(valueDateTime ?? '', at),
  );
  const end = one('end', ({ valueDateTime }, at) => {
    const read = readInstant(valueDateTime ?? '', at);
    return read.ok && start && read.value < start
      ? refused({ code: 'value', says: 'Ends before it starts.', expression: at })
      : read;
  });
  const codes = all('code', ({ valueCoding }, at) => readBillingCode(valueCoding ?? {}, at));
  const placeOfService = one('placeOfService', ({ valueCoding }, at) => {
    const code = readCodeParameter(valueCoding ?? {}, at);
    return code.ok && !isPlaceOfService(code.value)
      ? refused({ code: 'value', says: 'Must be a CMS place of service code.', expression: `${at}.code` })
      : code;
  });
  const facility = one('facility', ({ valueReference }, at) => readKey(valueReference ?? {}, at));
  const performer = one('performer', ({ valueReference }, at) => readKey(valueReference ?? {}, at));
  const units = one('units', ({ valuePositiveInt }, at) => readUnitsParameter(valuePositiveInt ?? 0, at));
  const distinct = [...new Set(codes)];
  if (distinct.length > MOST_CODES_OF_VISIT)
    return refused({
      code: 'too-long',
      says: `A visit may have ${MOST_CODES_OF_VISIT} codes.`,
      expression: 'Parameters.parameter',
    });
  if (problems.length || !start) return refused(...problems);
  return ok({
    start,
    ...(end ? { end } : {}),
    codes: distinct,
    ...(placeOfService ? { placeOfService } : {}),
    ...(facility ? { facility } : {}),
    ...(performer ? { performer } : {}),
    ...(units === undefined ? {} : { units }),
  });
};
