import type { DayMark } from '../../app/ports/day-list.ts';
import type { Ports, Tenant } from '../../app/ports/ports.ts';
import { ENGINE_VERSION } from '../../core/model/version.ts';
import type { Request } from '../handler.ts';

/** Days begin on the hour or half past it wherever there are sites, and answers change with them. */
const HALF_HOUR = 30;
const partOfDay = (instant: string): string =>
  `${instant.slice(0, 14)}${Number(instant.slice(14, 16)) < HALF_HOUR ? '00' : '30'}`;

/**
 * The ETag of a page of a day's list: everything its rows depend on, without reading one of them. It is taken before the records
 * are read, so that they are as new as it says, or newer.
 */
export const listTag = (
  marks: readonly DayMark[],
  { query, receivedAt }: Pick<Request, 'query' | 'receivedAt'>,
  tenant: Tenant,
  { digest, rules, codebook }: Pick<Ports, 'digest' | 'rules' | 'codebook'>,
): string => {
  const versions = [ENGINE_VERSION, rules.version, codebook.version];
  const changes = marks.map(({ name, mark }) => [name, mark]);
  return `W/"${digest.of([changes, query, partOfDay(receivedAt), tenant, versions]).slice(0, 32)}"`;
};

/** `If-None-Match` names it. */
export const isKnown = (tag: string, { headers }: Pick<Request, 'headers'>): boolean => {
  const bare = (one: string): string => one.trim().replace(/^W\//, '');
  return (headers['if-none-match'] ?? '').split(',').some((one) => bare(one) === bare(tag));
};
