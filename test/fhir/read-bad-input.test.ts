import { describe, expect, it } from 'vitest';
import { readMessage } from '../../shared/fhir/read/read-message.ts';
import {
  bundle,
  claim,
  context,
  coverage,
  cpt,
  eligibility,
  order,
  patient,
  payer,
  problemsOf,
  read,
} from './read-support.ts';

const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter });

describe('a message of the wrong kind is refused with what is missing', () => {
  it.each([
    ['assess', patient(), 'ServiceRequest', 'Patient'],
    ['assess', eligibility(), 'ServiceRequest', 'CoverageEligibilityRequest'],
    ['event', bundle(patient()), 'ServiceRequest', 'Bundle'],
    ['event', { resourceType: 'Bundle', type: 'collection' }, 'ServiceRequest', 'Bundle'],
    ['eligibility', order(), 'CoverageEligibilityRequest', 'ServiceRequest'],
    ['eligibility', claim(), 'CoverageEligibilityRequest', 'Claim'],
    ['claim', eligibility(), 'Claim', 'CoverageEligibilityRequest'],
    ['claim', bundle(order(), coverage()), 'Claim', 'Bundle'],
  ] as const)('%s', (endpoint, message, wanted, got) => {
    const [problem, more] = problemsOf(message, endpoint);
    expect(problem).toMatchObject({ code: 'structure', expression: got });
    expect(problem?.says).toContain(`Send a ${wanted}`);
    expect(more).toBeUndefined();
  });

  it.each([
    ['no parameter', parameters(), 'Parameters.parameter'],
    ['a parameter that holds no resource', parameters({ name: 'resource', valueString: 'x' }), 'Parameters.parameter'],
    ['another parameter', parameters({ name: 'order', resource: order() }), 'Parameters.parameter[0].name'],
    [
      'two of them',
      parameters({ name: 'resource', resource: order() }, { name: 'resource', resource: order() }),
      'Parameters.parameter',
    ],
  ])('%s in Parameters', (_what, message, expression) => {
    const given = message.parameter.length ? message : { resourceType: 'Parameters' };
    expect(problemsOf(given)).toMatchObject([{ expression }]);
  });

  it('the number of lines is limited', () => {
    const item = Array.from({ length: 1000 }, (_, index) => ({ sequence: index + 1, productOrService: cpt('93015') }));
    expect(problemsOf(claim({ item }), 'claim')).toMatchObject([{ code: 'too-long', expression: 'Claim.item' }]);
    expect(read(claim({ item: item.slice(1) }), 'claim').lines).toHaveLength(999);
  });

  it.each(['careTeamSequence', 'diagnosisSequence', 'informationSequence', 'procedureSequence'])(
    'a claim item whose %s points at nothing',
    (pointer) => {
      const item = [{ sequence: 1, productOrService: cpt('93015'), [pointer]: [9] }];
      expect(problemsOf(claim({ item }), 'claim')).toMatchObject([
        { code: 'not-found', expression: `Claim.item[0].${pointer}[0]` },
      ]);
    },
  );

  it('the request to answer must come first among several', () => {
    const two = [claim(), claim({ id: 'other' })];
    expect(read(bundle(...two), 'claim').lines).toHaveLength(1);
    expect(problemsOf(bundle(patient(), ...two), 'claim')).toMatchObject([
      { code: 'multiple-matches', expression: 'Bundle.entry[2].resource' },
    ]);
  });

  it.each([[undefined], [null], ['text'], [[]], [{}], [{ resourceType: 'Nonsense' }], [{ resourceType: 5 }]])(
    '%j is no resource',
    (value) => {
      expect(readMessage(value, { dialect: 'order', mode: 'record' }, context)).toMatchObject({
        ok: false,
        problems: [{ code: 'structure' }],
      });
    },
  );
});

describe('readable but unanswerable is not an error', () => {
  it.each([
    ['no coverage', bundle(order(), patient()), { coverages: [] }],
    ['an unknown procedure', order({ code: { text: 'heart check' } }), { lines: [{ codes: [], ordered: [] }] }],
    ['no code at all', order({ code: undefined }), { lines: [{ codes: [] }] }],
    ['a lung test', order({ code: cpt('94621') }), { lines: [{ codes: ['94621'] }] }],
    ['a walk test', order({ code: cpt('94618') }), { lines: [{ codes: ['94618'] }] }],
    [
      'a patient without a date of birth',
      bundle(order(), patient({ birthDate: undefined })),
      { patient: { id: 'p1' } },
    ],
    [
      'an unknown payer',
      bundle(order(), coverage({ payor: [{ display: 'Who?' }] })),
      { coverages: [{ payor: { name: 'Who?' } }] },
    ],
    ['a patient who died', bundle(order(), patient({ deceasedBoolean: true })), { patient: { deceased: true } }],
    [
      'a patient who died before the test',
      bundle(order(), patient({ deceasedDateTime: '2026-05-01' })),
      { patient: { deceased: true } },
    ],
  ])('%s', (_what, message, inquiry) => {
    expect(read(message)).toMatchObject(inquiry);
  });

  it('a patient who died after the service was alive then', () => {
    expect(read(bundle(order(), patient({ deceasedDateTime: '2026-06-01' }))).patient.deceased).toBeUndefined();
    expect(read(bundle(order(), patient({ deceasedBoolean: false }))).patient.deceased).toBeUndefined();
  });

  it('a date of birth after the service gives an age that cannot be right, with a warning that does not repeat it', () => {
    const { patient: known, warnings } = read(bundle(order(), patient({ birthDate: '2031-01-01' })));
    expect(known.birthDate).toBe('2031-01-01');
    expect(warnings).toEqual(['The date of birth lies after the service date.']);
  });

  it('a quantity of zero is ignored, with a warning', () => {
    const { lines, warnings } = read(order({ quantityQuantity: { value: 0 } }));
    expect(lines[0]!.units).toBeUndefined();
    expect(warnings).toEqual(['A quantity that is not above zero is not used.']);
  });

  it('a claim or request without items has no lines', () => {
    expect(read(claim({ item: undefined }), 'claim').lines).toEqual([]);
    expect(read(eligibility({ item: undefined }), 'eligibility').lines).toEqual([]);
  });
});

describe('types outside the table come unchecked, and do no harm', () => {
  it.each([
    ['lists that are none', { identifier: 'x', contained: {} }],
    ['lists of nothing', { identifier: [null, 5], contained: [null, 'x'] }],
    ['owners that are no references', { subject: { reference: 5 }, patient: [{ reference: 'Patient/p2' }], for: 'me' }],
    ['a number for an id', { id: 5, meta: 'x' }],
  ])('%s', (_what, more) => {
    const basic = { resourceType: 'Basic', id: 'b', ...more };
    expect(readMessage(bundle(order(), patient(), basic), { dialect: 'order', mode: 'record' }, context).ok).toBe(true);
  });
});

describe('texts', () => {
  it('of warnings and problems never contain patient identifiers', () => {
    const marked = patient({
      name: [{ family: 'Marked' }],
      birthDate: '2031-01-01',
      address: [{ state: 'MA', line: ['Marked St'] }],
    });
    const message = bundle(
      order({ insurance: [{ reference: 'Coverage/Marked' }] }),
      marked,
      coverage({ subscriberId: 'Marked' }),
      payer(),
    );
    expect(JSON.stringify(read(message).warnings)).not.toMatch(/Marked|2031|M-1/);
    expect(JSON.stringify(problemsOf(bundle(order({ subject: { reference: '#Marked' } }))))).not.toMatch(/Marked/);
  });
});
