import type { ParametersParameter } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { CPT, HCPCS_ALIAS, LOINC, NPI } from '../../shared/codes/systems.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { recordDecisionParameters } from '../../shared/fhir/definitions/record-decision-operation.ts';
import { DECISION_PARAMETERS, readDecision } from '../../shared/fhir/read/read-decision.ts';

const ARRIVED = '2026-05-12T18:00:00.000Z';
const read = (...parameter: readonly object[]) => readDecision({ resourceType: 'Parameters', parameter }, ARRIVED);
const approved: ParametersParameter = { name: 'decision', valueCode: 'approved' };
const problems = (...parameter: readonly object[]) => {
  const result = read(...parameter);
  return result.ok ? [] : result.problems;
};

describe('a decision as staff record it', () => {
  it('is read completely', () => {
    expect(
      read(
        approved,
        { name: 'number', valueString: ' A-77 ' },
        { name: 'period', valuePeriod: { start: '2026-05-12', end: '2026-07-10T23:59:59-04:00' } },
        { name: 'code', valueCoding: { system: CPT, code: '93351' } },
        { name: 'code', valueCoding: { system: HCPCS_ALIAS, code: 'j0153' } },
        { name: 'code', valueCoding: { code: '93351' } },
        { name: 'units', valuePositiveInt: 2 },
        { name: 'placeOfService', valueCoding: { code: '22' } },
        { name: 'facility', valueReference: { reference: 'Location/l1' } },
        {
          name: 'performer',
          valueReference: { reference: 'Practitioner/x', identifier: { system: NPI, value: '1234567893' } },
        },
        { name: 'reason', valueCodeableConcept: { text: 'Criteria met' } },
        { name: 'source', valueCode: 'phone' },
        { name: 'receivedAt', valueDateTime: '2026-05-12T21:30:00-05:00' },
      ),
    ).toEqual({
      ok: true,
      value: {
        decision: 'approved',
        number: 'A-77',
        start: '2026-05-12',
        end: '2026-07-10',
        codes: ['93351', 'J0153'],
        units: 2,
        placeOfService: '22',
        facility: 'Location/l1',
        performer: '1234567893',
        reason: 'Criteria met',
        source: 'phone',
        receivedAt: '2026-05-13T02:30:00.000Z',
        issued: '2026-05-12',
      },
    });
  });
  it('needs only the decision: arrival time is the default, and no channel is invented', () => {
    expect(read({ name: 'decision', valueCode: 'pended' })).toEqual({
      ok: true,
      value: { decision: 'pended', codes: [], source: 'payer', receivedAt: ARRIVED },
    });
  });
  it('reads a month as all its days', () => {
    const result = read(approved, { name: 'period', valuePeriod: { start: '2026-05', end: '2026-06' } });
    expect(result).toMatchObject({ value: { start: '2026-05-01', end: '2026-06-30' } });
  });
  it('of a time in UTC leaves the local date to the tenant', () => {
    const result = read(approved, { name: 'receivedAt', valueDateTime: '2026-05-12T21:30:00Z' });
    expect(result.ok && result.value.issued).toBeUndefined();
  });
});

describe('an unreadable decision names the element', () => {
  it.each<[string, readonly object[], string]>([
    ['no decision', [{ name: 'number', valueString: 'A' }], "Parameters.parameter.where(name = 'decision')"],
    ['an unknown decision', [{ name: 'decision', valueCode: 'maybe' }], 'Parameters.parameter[0].value'],
    ['an unknown source', [approved, { name: 'source', valueCode: 'rumour' }], 'Parameters.parameter[1].value'],
    [
      'a reversed period',
      [approved, { name: 'period', valuePeriod: { start: '2026-06-01', end: '2026-05-01' } }],
      'Parameters.parameter[1].value',
    ],
    ['an empty period', [approved, { name: 'period', valuePeriod: {} }], 'Parameters.parameter[1].value'],
    ['no units', [approved, { name: 'units', valuePositiveInt: 0 }], 'Parameters.parameter[1].value'],
    ['half a unit', [approved, { name: 'units', valuePositiveInt: 0.5 }], 'Parameters.parameter[1].value'],
    [
      'a time without zone',
      [approved, { name: 'receivedAt', valueDateTime: '2026-05-12T10:00:00' }],
      'Parameters.parameter[1].value',
    ],
    [
      'a day without time',
      [approved, { name: 'receivedAt', valueDateTime: '2026-05-12' }],
      'Parameters.parameter[1].value',
    ],
    [
      'a time that is none',
      [approved, { name: 'receivedAt', valueDateTime: '2026-05-12T25:00:00Z' }],
      'Parameters.parameter[1].value',
    ],
    ['a part given twice', [approved, approved], 'Parameters.parameter[1].name'],
    ['an unknown parameter', [approved, { name: 'colour', valueString: 'red' }], 'Parameters.parameter[1].name'],
    ['an inherited name', [approved, { name: 'toString', valueString: 'x' }], 'Parameters.parameter[1].name'],
    ['another datatype', [{ name: 'decision', valueString: 'approved' }], 'Parameters.parameter[0].value'],
    ['a value beside parts', [{ ...approved, part: [] }], 'Parameters.parameter[0].value'],
    [
      'a code of another system',
      [approved, { name: 'code', valueCoding: { system: LOINC, code: '1' } }],
      'Parameters.parameter[1].value.system',
    ],
    [
      'a coding without code',
      [approved, { name: 'placeOfService', valueCoding: {} }],
      'Parameters.parameter[1].value.code',
    ],
    ['a reference to nothing', [approved, { name: 'facility', valueReference: {} }], 'Parameters.parameter[1].value'],
    ['an empty number', [approved, { name: 'number', valueString: ' ' }], 'Parameters.parameter[1].value'],
  ])('%s', (_what, parameter, expression) => {
    expect(problems(...parameter).map((one) => one.expression)).toEqual([expression]);
  });
  it('names all problems at once', () => {
    expect(problems({ name: 'units', valuePositiveInt: -1 }, { name: 'source', valueCode: 'x' })).toHaveLength(3);
  });
  it.each([undefined, null, 'approved', { resourceType: 'Bundle' }, { resourceType: 'Parameters', parameter: {} }])(
    'is not found in %j',
    (message) => {
      expect(readDecision(message, ARRIVED).ok).toBe(false);
    },
  );
  it('never repeats what was sent', () => {
    const [problem] = problems({ name: 'decision', valueCode: 'approved for Jane' });
    expect(problem?.says).not.toContain('Jane');
  });
});

it('reads exactly the parameters its definition names, in the datatypes it names', () => {
  const defined = recordDecisionParameters(canonicalsOf())
    .filter(({ use }) => use === 'in')
    .map(({ name, type, max }) => [name, `value${type?.charAt(0).toUpperCase()}${type?.slice(1)}`, max === '*']);
  const known = Object.entries(DECISION_PARAMETERS).map(([name, rule]) => [name, rule.value, 'repeats' in rule]);
  expect(known).toEqual(defined);
});
