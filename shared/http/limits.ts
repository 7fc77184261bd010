/**
 * How often somebody may call; the guard, the gateway and the firewall count by these, so that none of them refuses what
 * another allows.
 */

/** One client, sustained and at once, where its tenant sets no other: more than a busy hospital's interface engine sends. */
export const CLIENT_RATE = { perSecond: 50, burst: 200 } as const;

/** Seconds over which the firewall counts. */
const FIREWALL_SECONDS = 300;
/** Clients of an organization that call from the same address at their full rate: its EHR's hooks, and a backend. */
const CLIENTS_OF_ADDRESS = 2;
/** One address in five minutes. */
export const CALLS_PER_ADDRESS = CLIENTS_OF_ADDRESS * (CLIENT_RATE.perSecond * FIREWALL_SECONDS + CLIENT_RATE.burst);

/** All callers together: twenty clients at their full rate, so that one leaves the others theirs. */
export const STAGE_RATE = { perSecond: 20 * CLIENT_RATE.perSecond, burst: 10 * CLIENT_RATE.burst } as const;
