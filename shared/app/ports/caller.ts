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
  /** Id the sender uses to follow the message; included in every resulting event. */
  readonly correlationId?: string;
  /** A signed-in person: their name for the history, and whether they may vouch for a clinical fact. */
  readonly user?: { readonly name: string; readonly vouches: boolean };
  /** It came through a channel that repeats messages, so a repeat about an unchanged order is ignored. */
  readonly repeats?: true;
}
