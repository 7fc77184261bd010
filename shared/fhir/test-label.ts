import type { FhirResource } from 'fhir/r4';

/** v3-ActReason: healthcare test data. */
const TEST_LABEL = 'HTEST';

/** The resource is labeled as a test, by security label or tag. */
export const isTestData = ({ meta }: Pick<FhirResource, 'meta'>): boolean =>
  [...(meta?.security ?? []), ...(meta?.tag ?? [])].some(({ code }) => code === TEST_LABEL);
