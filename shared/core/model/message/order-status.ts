const WITHDRAWN = new Set(['revoked', 'entered-in-error']);

/** The test is no longer wanted, or was entered in error (FHIR request-status). */
export const isWithdrawn = (orderStatus: string): boolean => WITHDRAWN.has(orderStatus);
