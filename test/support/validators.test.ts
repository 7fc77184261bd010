import { describe, expect, it } from 'vitest';
import { validateR4 } from './validators.ts';

const task = { resourceType: 'Task', status: 'ready', intent: 'order' };

describe('the two validators', () => {
  it('agree on a valid resource', () => {
    expect(validateR4(task)).toEqual([]);
  });
  it.each([
    ['a missing element', { ...task, output: [{ valueString: 'x' }] }],
    ['an unexpected element', { ...task, nonsense: 1 }],
  ])('both object to %s', (_what, broken) => {
    const said = validateR4(broken).join('\n');
    expect(said).toContain('medplum:');
    expect(said).toContain('lantana:');
  });
  it('let a value of zero pass, and no missing value', () => {
    const output = { type: { text: 'left' } };
    expect(validateR4({ ...task, output: [{ ...output, valueUnsignedInt: 0 }] })).toEqual([]);
    expect(validateR4({ ...task, output: [output] })).not.toEqual([]);
  });
  it('let the decision on a request as a whole pass, and no other element in its place', () => {
    const coded = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adjudication', code: 'submitted' }] };
    const response = {
      resourceType: 'ClaimResponse',
      status: 'active',
      type: coded,
      use: 'preauthorization',
      patient: { reference: 'Patient/p1' },
      created: '2026-06-01',
      insurer: { reference: 'Organization/o1' },
      outcome: 'complete',
    };
    expect(validateR4({ ...response, adjudication: [{ category: coded }] })).toEqual([]);
    expect(validateR4({ ...response, adjudication: [{ category: coded, nonsense: 1 }] })).not.toEqual([]);
    expect(validateR4({ ...response, adjudications: [{ category: coded }] })).not.toEqual([]);
  });
  it('object to a code outside a required value set, and to a broken invariant', () => {
    expect(validateR4({ ...task, status: 'almost' })).not.toEqual([]);
    expect(validateR4({ ...task, authoredOn: '2026-05-02', lastModified: '2026-05-01' })).not.toEqual([]);
  });
});
