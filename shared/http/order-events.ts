/** What EventBridge carries to this service and from it; read by the entries, the stack and the local host. */

/** `detail-type` of an order on its way in. */
export const ORDER_EVENT = 'FHIR ServiceRequest';
/** `detail-type` of what an appointment book says of a visit. */
export const VISIT_EVENT = 'FHIR Appointment';
/** `source` of everything this service publishes. */
export const OWN_SOURCE = 'stresspass';
/** Bytes of one event's detail as JSON text. */
export const MAX_EVENT_BYTES = 200_000;
/** Deliveries of one queued id before SQS moves it to the dead-letter queue by itself. */
export const MAX_RECEIVES = 5;
