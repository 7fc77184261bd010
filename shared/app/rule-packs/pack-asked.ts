import type { Result } from '../../core/model/result.ts';
import { refused } from '../../core/model/result.ts';
import type { PackRef } from '../../core/model/ruleset.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

export type PackPorts = Pick<Ports, 'rulePacks' | 'packInspector' | 'clock'>;

/** A step with a pack: whose, who does it, when. */
export interface PackCall {
  readonly tenant: Tenant;
  /** Client id; where no token is asked for, `open`. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

export type PackAsked = Pick<PackRef, 'id' | 'version'>;

export const todayOf = ({ tenant, at }: PackCall, { clock }: Pick<Ports, 'clock'>): string =>
  clock.dateIn(tenant.timeZone, at);

export const noSuchPack = (): Result<never> =>
  refused({ code: 'not-found', says: 'There is no such version of a rule pack here.' });

export const raced = (): Result<never> =>
  refused({ code: 'conflict', says: 'The rule packs were changed at the same time; look at them and try again.' });
