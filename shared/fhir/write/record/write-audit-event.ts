import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding, Reference } from 'fhir/r4';
import {
  AUDIT_ENTITY_TYPE,
  AUDIT_EVENT_TYPE,
  AUDIT_OBJECT_ROLE,
  DICOM,
  REST_INTERACTION,
} from '../../../codes/systems.ts';
import { patientReference } from '../../outward-reference.ts';

/** The shape of `Access` in `app/ports/audit.ts`, which this room may not import. */
interface AuditedAccess {
  readonly id: string;
  readonly at: string;
  readonly who: {
    readonly kind: 'client' | 'source' | 'user' | 'service' | 'open';
    readonly name: string;
    readonly display?: string | undefined;
  };
  readonly door: string;
  readonly action: 'C' | 'R' | 'U' | 'E';
  readonly status: number;
  readonly patients: readonly string[];
  readonly orders: readonly { readonly source: string; readonly orderId: string }[];
  readonly answers: readonly string[];
  readonly correlationId?: string | undefined;
  readonly about?: string | undefined;
}

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;
const PERSON: Coding = { system: AUDIT_ENTITY_TYPE, code: '1' };
const OBJECT: Coding = { system: AUDIT_ENTITY_TYPE, code: '2' };
const role = (code: string): Coding => ({ system: AUDIT_OBJECT_ROLE, code });
const PATIENT = role('1');
const REPORT = role('3');
const RESOURCE = role('4');

const KINDS: Readonly<Record<AuditedAccess['who']['kind'], string>> = {
  client: 'Registered client',
  source: 'Registered source',
  user: 'Signed-in person',
  service: 'The service itself',
  open: 'Nobody was asked for a name',
};

const agentOf = ({ who: { kind, name, display } }: AuditedAccess): AuditEventAgent => ({
  type: { text: KINDS[kind] },
  who: { identifier: { value: name }, display: display ?? name },
  requestor: kind !== 'service',
});

const outcomeOf = (status: number): AuditEvent['outcome'] => {
  if (status < 400) return '0';
  return status < 500 ? '4' : '8';
};

/** What is called over HTTP is a REST call; what the service does by itself is an activity of an application. */
const typeOf = ({ who, action }: AuditedAccess): Pick<AuditEvent, 'type' | 'subtype'> => {
  if (who.kind === 'service') return { type: { system: DICOM, code: '110100', display: 'Application Activity' } };
  const code = action === 'R' ? 'read' : 'operation';
  return { type: { system: AUDIT_EVENT_TYPE, code: 'rest' }, subtype: [{ system: REST_INTERACTION, code }] };
};

const orderReference = (orderId: string): Reference =>
  FHIR_ID.test(orderId) ? { reference: `ServiceRequest/${orderId}` } : { identifier: { value: orderId } };

const entitiesOf = ({ patients, orders, answers, correlationId, door, about }: AuditedAccess): AuditEventEntity[] => [
  ...patients.map((reference) => ({ what: patientReference(reference), type: PERSON, role: PATIENT })),
  ...orders.map(({ source, orderId }) => ({
    what: orderReference(orderId),
    type: OBJECT,
    role: RESOURCE,
    detail: [{ type: 'source', valueString: source }],
  })),
  ...answers.map((id) => ({
    what: { reference: `CoverageEligibilityResponse/${id}` },
    type: OBJECT,
    role: REPORT,
  })),
  ...(about ? [{ type: OBJECT, name: about }] : []),
  { type: OBJECT, name: door, ...(correlationId ? { what: { identifier: { value: correlationId } } } : {}) },
];

/** One entry of the audit trail. */
export const writeAuditEvent = (access: AuditedAccess): AuditEvent => ({
  resourceType: 'AuditEvent',
  id: access.id,
  ...typeOf(access),
  action: access.action,
  recorded: access.at,
  outcome: outcomeOf(access.status),
  outcomeDesc: String(access.status),
  agent: [agentOf(access)],
  source: { observer: { display: 'Stresspass' } },
  entity: entitiesOf(access),
});
