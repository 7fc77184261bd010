import type { ReadingContext } from '../../fhir/read/reading.ts';
import type { Container } from '../container.ts';
import type { HookAsked } from './hook-asked.ts';

/** Context for reading the message composed from a call. */
export const readingContext = (
  { caller: { tenant, receivedAt } }: Pick<HookAsked, 'caller'>,
  { ports, canonicals }: Container,
): ReadingContext => ({
  codebook: ports.codebook,
  canonicals,
  receivedAt,
  timeZone: tenant.timeZone,
  digest: ports.digest.of,
  today: ports.clock.dateIn(tenant.timeZone, receivedAt),
});
