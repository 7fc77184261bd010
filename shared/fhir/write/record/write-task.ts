import type { Identifier, Reference, Task } from 'fhir/r4';
import { IDENTIFIER_TYPE } from '../../../codes/systems.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import type { Canonicals } from '../../canonical.ts';
import { patientReference } from '../../outward-reference.ts';
import { taskId } from './task-id.ts';
import { taskOutputs, windowOf } from './task-outputs.ts';
import { TASK_STATUS } from './task-status.ts';

const placerOf = ({ system, value }: AuthorizationRecord['placerIds'][number]): Identifier => ({
  type: { coding: [{ system: IDENTIFIER_TYPE, code: 'PLAC' }] },
  ...(system ? { system } : {}),
  value,
});

/** HL7 table 0203 has no word for an authorization number. */
const authorizationNumber = (value: string): Identifier => ({ type: { text: 'Authorization number' }, value });

const identifiersOf = ({ placerIds, approvals }: AuthorizationRecord): Identifier[] => {
  const numbers = new Set(approvals.flatMap(({ number }) => number ?? []));
  return [...placerIds.map(placerOf), ...[...numbers].map(authorizationNumber)];
};

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** The order under the id its EHR gave it; an id no FHIR server could have given is named, not referenced. */
const orderOf = ({ orderId, placerIds: [placer] }: AuthorizationRecord): Reference =>
  FHIR_ID.test(orderId)
    ? { reference: `ServiceRequest/${orderId}` }
    : { type: 'ServiceRequest', ...(placer ? { identifier: placerOf(placer) } : { display: orderId }) };

/** Why the payer decided as it last did. */
const payersReason = ({ approvals }: AuthorizationRecord): string | undefined =>
  approvals.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)).at(-1)?.reason;

/** The authorization record of one order, as a Task that focuses on it. */
export const writeTask = (record: AuthorizationRecord, canonicals: Canonicals): Task => {
  const { base } = canonicals;
  const identifier = identifiersOf(record);
  const window = windowOf(record);
  const reason = payersReason(record);
  return {
    resourceType: 'Task',
    id: taskId(record),
    meta: { versionId: String(record.version), lastUpdated: record.updatedAt },
    ...(identifier.length ? { identifier } : {}),
    ...(record.requisition ? { groupIdentifier: { value: record.requisition } } : {}),
    status: TASK_STATUS[record.state],
    ...(reason ? { statusReason: { text: reason } } : {}),
    businessStatus: { coding: [{ system: `${base}/CodeSystem/authorization-state`, code: record.state }] },
    intent: 'order',
    code: { coding: [{ system: `${base}/CodeSystem/task-code`, code: 'authorization' }] },
    focus: orderOf(record),
    ...(record.patient ? { for: patientReference(record.patient, record.patientId) } : {}),
    authoredOn: record.createdAt,
    lastModified: record.updatedAt,
    ...(window ? { restriction: { period: window } } : {}),
    output: taskOutputs(record, canonicals),
  };
};
