import type { ServicePlace } from '../../../client/index.ts';

/** Options common to slots and decisions. */
export interface ServiceParts {
  readonly code?: readonly string[];
  readonly place?: string;
  readonly facility?: string;
  readonly performer?: string;
  readonly units?: string;
}

/** What was given, under the client's names. */
export const servicePlace = ({ code, place, facility, performer, units }: ServiceParts): ServicePlace => ({
  ...(code?.length ? { codes: code } : {}),
  ...(place ? { place } : {}),
  ...(facility ? { facility } : {}),
  ...(performer ? { performer } : {}),
  ...(units === undefined ? {} : { units: Number(units) }),
});

/** Which EHR's order it is. */
export const ofSource = (source: string | undefined) => (source === undefined ? {} : { source });
