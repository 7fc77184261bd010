import { describe, expect, it } from 'vitest';
import { HCPCS, ICD10CM, SNOMED } from '../../shared/codes/systems.ts';
import { bundle, claim, context, cpt, order, read } from './read-support.ts';

const hcpcs = (code: string) => ({ coding: [{ system: HCPCS, code }] });
const billed = (more: object, ...resources: readonly object[]) => read(bundle(claim(more), ...resources), 'claim');
const item = (more: object = {}) => ({
  sequence: 1,
  productOrService: cpt('93351'),
  servicedDate: '2026-05-12',
  ...more,
});

describe('the dose of a stress agent', () => {
  const agent = item({ productOrService: hcpcs('J2785'), quantity: { value: 4 } });
  const doseIn = (more: object, ...resources: readonly object[]) =>
    billed({ item: [agent], ...more }, ...resources).lines[0]!.doseMg;
  const support = (sequence: number, value: number, unit: string, code?: object) => ({
    sequence,
    category: { coding: [{ code: 'dose' }] },
    ...(code ? { code } : {}),
    valueQuantity: { value, unit },
  });
  const given = (coding: object, more: object = {}) => ({
    resourceType: 'MedicationAdministration',
    id: 'm',
    status: 'completed',
    subject: { reference: 'Patient/p1' },
    effectiveDateTime: '2026-05-12T10:00:00-04:00',
    medicationCodeableConcept: { coding: [coding] },
    dosage: { dose: { value: 400, code: 'ug' } },
    ...more,
  });

  it.each([
    [
      'filed for the item',
      { supportingInfo: [support(3, 0.4, 'mg')], item: [{ ...agent, informationSequence: [3] }] },
      [],
      0.4,
    ],
    [
      'filed for the code',
      { supportingInfo: [support(3, 9, 'mg', hcpcs('J0153')), support(4, 400, 'mcg', hcpcs('J2785'))] },
      [],
      0.4,
    ],
    ['filed without saying what for', { supportingInfo: [support(3, 0.4, 'mg')] }, [], 0.4],
    [
      'filed for one of two agents, not saying which',
      { supportingInfo: [support(3, 0.4, 'mg')], item: [agent, { ...agent, sequence: 2 }] },
      [],
      undefined,
    ],
    ['filed in another measure', { supportingInfo: [support(3, 0.4, 'mL', hcpcs('J2785'))] }, [], undefined],
    ['administered', {}, [given({ system: HCPCS, code: 'J2785' })], 0.4],
    ['administered, named as a substance', {}, [given({ system: SNOMED, code: '432062000' })], 0.4],
    [
      'administered on another day',
      {},
      [given({ system: HCPCS, code: 'J2785' }, { effectiveDateTime: '2026-05-11' })],
      undefined,
    ],
    ['not administered', {}, [given({ system: HCPCS, code: 'J2785' }, { status: 'not-done' })], undefined],
    ['of something else', {}, [given({ system: ICD10CM, code: 'constructor' })], undefined],
  ])('%s', (_how, more, resources, dose) => {
    expect(doseIn(more, ...resources)).toBe(dose);
  });

  it('is asked in our own questionnaire', () => {
    const answers = (questionnaire: string) => ({
      resourceType: 'QuestionnaireResponse',
      id: 'q',
      status: 'completed',
      questionnaire,
      item: [{ linkId: 'group', item: [{ linkId: 'doseGiven.J2785', answer: [{ valueDecimal: 0.4 }] }] }],
    });
    expect(doseIn({}, answers(`${context.canonicals.questionnaire}|1.0`))).toBe(0.4);
    expect(doseIn({}, answers('https://other.example/Questionnaire/x'))).toBeUndefined();
  });

  it('is an order’s quantity in mg, which is not a count', () => {
    const [line] = read(order({ code: hcpcs('J2785'), quantityQuantity: { value: 0.4, unit: 'mg' } })).lines;
    expect(line).toMatchObject({ doseMg: 0.4 });
    expect(line!.units).toBeUndefined();
  });
});
