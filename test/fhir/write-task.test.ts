import { describe, expect, it } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { CPT, HCPCS } from '../../shared/codes/systems.ts';
import type { AuthorizationRecord, RecordHead } from '../../shared/core/authorization/authorization.ts';
import type { Guidance } from '../../shared/core/authorization/life.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { STATES } from '../../shared/core/model/determination.ts';
import { asPatientKey } from '../../shared/core/model/keys/person-keys.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { orderOfTaskId, taskId } from '../../shared/fhir/write/record/task-id.ts';
import { writeTask } from '../../shared/fhir/write/record/write-task.ts';
import { unknownCodings } from '../support/determination-definition.ts';
import { type RecordParts, standing } from '../support/record-samples.ts';
import { validateR4 } from '../support/validators.ts';

const approval: Approval = {
  number: 'A-77',
  decision: 'approved',
  codes: ['93351', 'J0153'],
  start: '2026-05-01',
  end: '2026-07-31',
  units: 2,
  unitsUsed: 1,
  source: 'portal',
  receivedAt: '2026-05-01T15:00:00.000Z',
};
const HEAD: RecordHead & Guidance = {
  tenant: tenantId('demo'),
  source: 'clinic-ehr',
  orderId: 'sr1',
  version: 3,
  placerIds: [{ system: 'https://clinic.example/placer', value: 'PL-9' }],
  requisition: 'RQ-1',
  orderStatus: 'active',
  orderDigest: 'd',
  patient: 'Patient/p1',
  patientKey: asPatientKey('k'),
  advice: 'proceed-authorized',
  bookable: 'yes',
  disposition: 'An approval on file fits.',
  nextStep: 'Book inside the approved window.',
  codes: ['93351'],
  units: 1,
  serviceDate: '2026-06-01',
  determinationId: 'det1',
  answerId: 'ans1',
  answeredAt: '2026-05-12T12:00:00.000Z',
  assertionId: 'as1',
  documents: ['office-note'],
  clocks: [{ kind: 'payer-decision', due: '2026-05-19' }],
  createdAt: '2026-05-01T12:00:00.000Z',
  updatedAt: '2026-05-12T12:00:00.000Z',
  history: [
    {
      version: 3,
      at: '2026-05-12T12:00:00.000Z',
      what: 'decision-recorded',
      by: 'record-decision',
      from: 'required',
      to: 'approved',
      says: 'Recorded from portal: approved.',
      determinationId: 'det1',
    },
  ],
};
const record = (more: RecordParts = {}): AuthorizationRecord => ({
  ...HEAD,
  ...more,
  ...standing({
    state: 'approved',
    approvals: [approval],
    approval,
    window: { start: '2026-05-01', end: '2026-07-31' },
    ...more,
  }),
});
const write = (given: AuthorizationRecord) => {
  const task = writeTask(given, canonicalsOf());
  expect(validateR4(task)).toEqual([]);
  expect(unknownCodings(task)).toEqual([]);
  return task;
};
const outputs = (given: AuthorizationRecord, code: string) =>
  write(given)
    .output?.filter(({ type }) => type.coding?.[0]?.code === code)
    .map(({ type: _type, ...value }) => value);

describe('the Task of an authorization record', () => {
  it('focuses on the order and can be found by its numbers', () => {
    const task = write(record());
    expect(task).toMatchObject({
      id: 'clinic-ehr..sr1',
      meta: { versionId: '3' },
      focus: { reference: 'ServiceRequest/sr1' },
      for: { reference: 'Patient/p1' },
      intent: 'order',
      businessStatus: { coding: [{ code: 'approved' }] },
      groupIdentifier: { value: 'RQ-1' },
      restriction: { period: { start: '2026-05-01', end: '2026-07-31' } },
    });
    expect(task.identifier?.map(({ value }) => value)).toEqual(['PL-9', 'A-77']);
  });
  it('names the payer whose rules it is by, as far as it is known', () => {
    expect(outputs(record(), 'payer')).toEqual([]);
    const coding = { system: canonicalsOf().payerSystem, code: 'cigna-commercial' };
    const payerIn = (name?: string) => {
      const task = writeTask(record({ payer: coding.code }), canonicalsOf(), { payer: name });
      expect(validateR4(task)).toEqual([]);
      return task.output?.find(({ type }) => type.coding?.[0]?.code === 'payer')?.valueCoding;
    };
    expect(payerIn()).toEqual(coding);
    expect(payerIn('Cigna commercial')).toEqual({ ...coding, display: 'Cigna commercial' });
  });
  it('gives number, window, codes, units left, clock, next step and history', () => {
    expect(outputs(record(), 'number')).toEqual([{ valueString: 'A-77' }]);
    expect(outputs(record(), 'window')).toEqual([{ valuePeriod: { start: '2026-05-01', end: '2026-07-31' } }]);
    expect(outputs(record(), 'codes')).toEqual([
      { valueCoding: { system: CPT, code: '93351' } },
      { valueCoding: { system: HCPCS, code: 'J0153' } },
    ]);
    expect(outputs(record(), 'units-left')).toEqual([{ valueUnsignedInt: 1 }]);
    expect(outputs(record(), 'clock')).toEqual([{ valueDateTime: '2026-05-19' }]);
    expect(outputs(record(), 'next-step')).toEqual([{ valueString: 'Book inside the approved window.' }]);
    expect(['next-action', 'owner', 'state', 'due-by'].map((code) => outputs(record(), code))).toEqual([
      [{ valueCode: 'book' }],
      [{ valueCode: 'scheduler' }],
      [{ valueCode: 'yes' }],
      [],
    ]);
    expect(outputs(record(), 'history')).toEqual([
      {
        valueString:
          '2026-05-12T12:00:00.000Z decision-recorded by record-decision: required to approved. Recorded from portal: approved.',
      },
    ]);
  });
  it('dates the move of a payer that is waited for by its clock, as the site counts days', () => {
    const clocks = [{ kind: 'payer-decision-expedited' as const, due: '2026-05-20T03:00:00.000Z' }];
    const waiting = record({ state: 'submitted', bookable: 'not-yet', timeZone: 'America/New_York', clocks });
    expect(['next-action', 'owner', 'state', 'due-by'].map((code) => outputs(waiting, code))).toEqual([
      [{ valueCode: 'wait-for-payer' }],
      [{ valueCode: 'payer' }],
      [{ valueCode: 'wait' }],
      [{ valueDate: '2026-05-19' }],
    ]);
  });
  it('shows no more units than are left, never fewer than none', () => {
    expect(outputs(record({ approval: { ...approval, unitsUsed: 5 } }), 'units-left')).toEqual([
      { valueUnsignedInt: 0 },
    ]);
  });
  it('shows the approval the answer rests on, and how it differs from the order', () => {
    const newer: Approval = { ...approval, number: 'A-88', receivedAt: '2026-05-08T00:00:00.000Z' };
    const differing = record({ approvals: [newer, approval], differences: ['The approval is for another facility.'] });
    expect(outputs(differing, 'number')).toEqual([{ valueString: 'A-77' }]);
    expect(outputs(differing, 'difference')).toEqual([{ valueString: 'The approval is for another facility.' }]);
    expect(outputs(differing, 'service-date')).toEqual([{ valueDate: '2026-06-01' }]);
  });
  it('has no number or window without a valid approval, and gives the payer’s latest reason', () => {
    const denied: Approval = {
      ...approval,
      decision: 'denied',
      reason: 'Criteria not met.',
      receivedAt: '2026-05-09T00:00:00.000Z',
    };
    const taken: AuthorizationRecord = { ...HEAD, state: 'denied', approvals: [denied, approval] };
    expect([outputs(taken, 'number'), outputs(taken, 'window')]).toEqual([[], []]);
    expect(write(taken)).toMatchObject({ status: 'failed', statusReason: { text: 'Criteria not met.' } });
    expect(write(taken)).not.toHaveProperty('restriction');
  });
  it.each(STATES)('is a valid Task in state %s', (state) => {
    expect(write(record({ state, approvals: [] })).businessStatus?.coding?.[0]?.code).toBe(state);
  });
  it('stays valid for a patient contained in its message and an order id that is not a FHIR id', () => {
    const task = write(record({ patient: '#p', orderId: 'Order 1/2' }));
    expect(task.for).toEqual({ type: 'Patient', display: 'Patient contained in the request' });
    expect(task.focus?.identifier?.value).toBe('PL-9');
  });
});

describe('the id of a Task', () => {
  const ID = /^[A-Za-z0-9\-.]{1,64}$/;
  it.each([
    ['clinic', 'sr1'],
    ['a.b', 'c'],
    ['a', 'b.c'],
    ['clinic east', 'Order 1/2'],
    ['klinik-süd', '..'],
  ])('of %s and %s is a FHIR id that leads back to the order', (source, orderId) => {
    const id = taskId({ source, orderId });
    expect(id).toMatch(ID);
    expect(orderOfTaskId(id)).toEqual({ source, orderId });
  });
  it('keeps orders of different sources apart', () => {
    expect(taskId({ source: 'a.b', orderId: 'c' })).not.toBe(taskId({ source: 'a', orderId: 'b.c' }));
  });
  it('of a very long order id is short, unique, and does not contain the order id', () => {
    const [one, other] = ['x', 'y'].map((end) => taskId({ source: 'clinic', orderId: `${'a'.repeat(63)}${end}` }));
    expect(one).toMatch(ID);
    expect(one).not.toBe(other);
    expect(orderOfTaskId(one ?? '')).toBeUndefined();
  });
  it.each(['', 'sr1', '..', 'a..', 'a..b..c', 'a..%', 'a...'])('%j is not one of our ids', (id) => {
    expect(orderOfTaskId(id)).toBeUndefined();
  });
});
