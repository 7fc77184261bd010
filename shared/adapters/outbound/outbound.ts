import { lookup } from 'node:dns/promises';
import { networkOf } from './network-of.ts';

/** An address that must not be called. The message never contains the address: its query can name a patient. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
}

/**
 * Resolves to the network addresses of one that may be called, else throws. `origins` are those the tenant allows: `https://ehr.example`.
 * @throws OutboundRefused
 */
export type Outbound = (address: string, origins: readonly string[]) => Promise<readonly string[]>;

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '');

/** `http://localhost:*` matches every port. */
const matches = (origin: string, entry: string): boolean =>
  entry.endsWith(':*') ? origin.startsWith(entry.slice(0, -1)) : origin === originOf(entry);

interface OutboundSettings {
  /** Origins the deployer allows to be plain http or on a private network. */
  readonly privateOrigins: readonly string[];
  /** Every address of a host name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const resolveAll = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Guards every call to another organization's server. A DNS change between this check and the call gains nothing: over
 * https the server still has to prove its name. A call with a client certificate goes to the addresses told here.
 */
export const makeOutbound = ({ privateOrigins, resolve = resolveAll }: OutboundSettings): Outbound => {
  return async (address, origins) => {
    if (!URL.canParse(address)) throw new OutboundRefused('This is no address.');
    const { origin, protocol, hostname, username, password } = new URL(address);
    if (username || password) throw new OutboundRefused('An address may not hold a name and password.');
    if (!origins.some((one) => originOf(one) === origin)) throw new OutboundRefused('The server is not allow-listed.');
    const isTrusted = privateOrigins.some((entry) => matches(origin, entry));
    if (protocol !== 'https:' && !(protocol === 'http:' && isTrusted))
      throw new OutboundRefused('Only https is spoken.');
    const addresses = await resolve(hostname.replace(/^\[|\]$/g, ''));
    const networks = addresses.map(networkOf);
    if (networks.some((network) => network === 'platform' || (network === 'private' && !isTrusted)))
      throw new OutboundRefused('The server stands on a network that is not for calls.');
    return addresses;
  };
};
