/** What EventBridge carries to and from this service; used by the entries, the stack and the local host. */

/** `detail-type` of an incoming order. */
export const ORDER_EVENT = 'FHIR ServiceRequest';
/** `detail-type` of a scheduling system's message about a visit. */
export const VISIT_EVENT = 'FHIR Appointment';
/** `source` of everything this service publishes. */
export const OWN_SOURCE = 'stresspass';
/** Bytes of one event's detail as JSON text. */
export const MAX_EVENT_BYTES = 200_000;
/** Receives of one queued id before SQS moves it to the dead-letter queue. */
export const MAX_RECEIVES = 5;
