import type { Identifier, Reference, Task } from 'fhir/r4';
import { IDENTIFIER_TYPE } from '../../../codes/systems.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import type { Approval } from '../../../core/model/approval.ts';
import type { ChannelChoice } from '../../../core/model/channel.ts';
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

type NumberKind = NonNullable<Approval['numberKind']>;
const KIND_TEXT: Readonly<Record<NumberKind, string>> = {
  case: 'Case number',
  'call-reference': 'Call reference number',
};

/** HL7 table 0203 has no word for an authorization number; our word says what the others are. */
const numberOf = (value: string, kind: Approval['numberKind'], { base }: Canonicals): Identifier => ({
  type: kind
    ? { coding: [{ system: `${base}/CodeSystem/number-kind`, code: kind }], text: KIND_TEXT[kind] }
    : { text: 'Authorization number' },
  value,
});

/** A number told as several kinds is an authorization number if it was once told as one. */
const identifiersOf = ({ placerIds, approvals }: AuthorizationRecord, canonicals: Canonicals): Identifier[] => {
  const kinds = new Map<string, Approval['numberKind']>();
  for (const { number, numberKind } of approvals)
    if (number && (!kinds.has(number) || numberKind === undefined)) kinds.set(number, numberKind);
  return [...placerIds.map(placerOf), ...[...kinds].map(([number, kind]) => numberOf(number, kind, canonicals))];
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

interface TaskNames {
  readonly patient?: string | undefined;
  readonly payer?: string | undefined;
  /** How its request is to be sent. */
  readonly channel?: ChannelChoice | undefined;
}

/** The authorization record of one order, as a Task that focuses on it, with names for people. */
export const writeTask = (record: AuthorizationRecord, canonicals: Canonicals, names: TaskNames = {}): Task => {
  const { base } = canonicals;
  const identifier = identifiersOf(record, canonicals);
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
    ...(record.patient
      ? {
          for: {
            ...patientReference(record.patient, record.patientId),
            ...(names.patient ? { display: names.patient } : {}),
          },
        }
      : {}),
    authoredOn: record.createdAt,
    lastModified: record.updatedAt,
    ...(window ? { restriction: { period: window } } : {}),
    output: taskOutputs(record, canonicals, names.payer, names.channel),
  };
};
