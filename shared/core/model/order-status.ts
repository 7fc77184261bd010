const WITHDRAWN = new Set(['revoked', 'entered-in-error']);

/** Nobody wants the test any more, or nobody ever did (FHIR request-status). */
export const isWithdrawn = (orderStatus: string): boolean => WITHDRAWN.has(orderStatus);
