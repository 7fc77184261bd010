import type { ChannelAddress } from './payer-channel.ts';

/** How a tenant's endpoint of a payer has answered. */
export interface ChannelHealth {
  readonly endpoint: string;
  readonly kind: ChannelAddress['kind'];
  readonly exchanges: number;
  /** Exchanges without an answer since the last one that had one. */
  readonly failures: number;
  /** ISO instants. */
  readonly lastSuccess?: string;
  readonly lastFailure?: string;
  /** Of the last failure, in one word. */
  readonly problem?: string;
}

interface ChannelNote extends Pick<ChannelHealth, 'endpoint' | 'kind'> {
  readonly at: string;
  /** Absent: the payer answered. */
  readonly problem?: string;
}

/** Which servers are left alone for a while, after they failed several times in a row or asked for a pause. */
export interface RestingServers {
  /** ISO instant until when the server at this origin rests; `undefined` where it does not. */
  restsUntil(origin: string): Promise<string | undefined>;
}

export interface ChannelHealthLog {
  note(tenant: string, note: ChannelNote): Promise<void>;
  list(tenant: string): Promise<readonly ChannelHealth[]>;
}
