import { type EvidenceType, searchFor } from '../../fhir/chart/chart-needs.ts';
import type { Hook } from '../hook-service.ts';

/**
 * Prefetch templates. Source: Da Vinci CRD 2.2.1, CRDServices.json; unions leave out `%keys` this service does not ask
 * for. Clients that only know `{{context.x}}` resolve patient, encounter, coverage and the chart, which is enough.
 */
type Templates = Readonly<Record<string, string>>;

const COMMON: Templates = {
  patient: 'Patient/{{context.patientId}}',
  encounter: 'Encounter/{{context.encounterId}}',
  coverage: 'Coverage?patient={{context.patientId}}&status=active',
};

/** Evidence requested while a clinician waits: the types with nearly all cardiac facts. */
export const CHART: Readonly<Record<string, EvidenceType>> = {
  conditions: 'Condition',
  procedures: 'Procedure',
  reports: 'DiagnosticReport',
  observations: 'Observation',
  medicationStatements: 'MedicationStatement',
};
const CHART_TEMPLATES: Templates = Object.fromEntries(
  Object.entries(CHART).map(([key, type]) => [key, searchFor(type, '{{context.patientId}}')]),
);

const DRAFTS = 'context.draftOrders.entry.resource';
const ENCOUNTER = '%encounter.participant.individual';
const ordersAs = (roles: readonly string[], from: string, type: string): readonly string[] =>
  roles.map((role) => `${from}.${role}.resolve().ofType(${type}).id`);

const search = (type: string, ...paths: readonly string[]): string => `${type}?_id={{${paths.join('|')}}}`;
const ofEncounter = (type: string): string => `${ENCOUNTER}.resolve().ofType(${type}).id`;

/** People and places, each reached from the encounter and from the locations given by type. */
const around = (
  people: (type: string) => readonly string[],
  organizations: readonly string[],
  places: readonly string[],
): Templates => ({
  practitionerRoles: search('PractitionerRole', ofEncounter('PractitionerRole'), ...people('PractitionerRole')),
  practitioners: search(
    'Practitioner',
    '%practitionerRoles.entry.resource.practitioner.resolve().id',
    ofEncounter('Practitioner'),
    ...people('Practitioner'),
  ),
  organizations: search(
    'Organization',
    '%practitionerRoles.entry.resource.organization.resolve().id',
    '%encounter.serviceProvider.resolve().ofType(Organization).id',
    ...organizations,
  ),
  locations: search(
    'Location',
    '%practitionerRoles.entry.resource.location.resolve().id',
    '%encounter.location.location.resolve().id',
    ...places,
  ),
});

const DRAFT_ROLES = ['sender', 'recipient', 'requester', 'performer', 'orderer', 'prescriber'];
const forDrafts = around(
  (type) => ordersAs(DRAFT_ROLES, DRAFTS, type),
  [
    `${DRAFTS}.dispenseRequest.performer.resolve().id`,
    ...ordersAs(['sender', 'recipient', 'performer'], DRAFTS, 'Organization'),
  ],
  [`${DRAFTS}.locationReference.resolve().id`],
);

const REQUESTS = '%serviceRequests.entry.resource';
const ORDER_ROLES = ['performer', 'requester'];
const forDispatch = around(
  (type) => ordersAs(ORDER_ROLES, REQUESTS, type),
  ordersAs(['performer'], REQUESTS, 'Organization'),
  [`${REQUESTS}.locationReference.resolve().id`],
);
const ACTOR = 'context.appointments.entry.resource.participant.actor.resolve()';
const forBooking = around(
  (type) => [
    ...(type === 'PractitionerRole' || type === 'Practitioner' ? [`${ACTOR}.ofType(${type}).id`] : []),
    ...ordersAs(ORDER_ROLES, REQUESTS, type),
  ],
  ordersAs(['performer'], REQUESTS, 'Organization'),
  [`${ACTOR}.ofType(Location).id`, `${REQUESTS}.locationReference.resolve().ofType(Location).id`],
);
const forVisit = around(() => [], [], []);

const dispatched = {
  serviceRequests: search('ServiceRequest', 'context.dispatchedOrders.resolve().ofType(ServiceRequest).id'),
};
const booked = {
  serviceRequests: search(
    'ServiceRequest',
    'context.appointments.entry.resource.basedOn.resolve().ofType(ServiceRequest).id',
  ),
};
/** What the visit is for, by its own references and by its appointment's; then what was ordered in it. */
const ofVisit = {
  appointments: search('Appointment', '%encounter.appointment.resolve().id'),
  visitOrders: search(
    'ServiceRequest',
    '%encounter.basedOn.resolve().ofType(ServiceRequest).id',
    '%appointments.entry.resource.basedOn.resolve().ofType(ServiceRequest).id',
  ),
  serviceRequests: 'ServiceRequest?encounter={{context.encounterId}}&status=active',
};

const drafting: Templates = { ...COMMON, ...forDrafts, ...CHART_TEMPLATES };
const visiting: Templates = { ...COMMON, ...ofVisit, ...forVisit };

/** By hook; every `%key` comes after the key it refers to. */
export const PREFETCH: Readonly<Record<Hook, Templates>> = {
  'order-select': drafting,
  'order-sign': drafting,
  'order-dispatch': { ...COMMON, ...dispatched, ...forDispatch, ...CHART_TEMPLATES },
  'appointment-book': { ...COMMON, ...booked, ...forBooking, ...CHART_TEMPLATES },
  'encounter-start': visiting,
  'encounter-discharge': visiting,
};
