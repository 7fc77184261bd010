import type { Tenant } from './ports.ts';

/** Who sent a message, and when it reached us. */
export interface Caller {
  readonly tenant: Tenant;
  /** The registered source whose order ids these are. */
  readonly source: string;
  /** Handler or source id for the history. */
  readonly by: string;
  /** ISO instant of arrival. */
  readonly receivedAt: string;
  /** Id by which the sender follows what becomes of it; part of every event that comes of it. */
  readonly correlationId?: string;
  /** It comes by a way that redelivers, so what it said once about an unchanged order is nothing new. */
  readonly repeats?: true;
}
