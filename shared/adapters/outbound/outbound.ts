import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';

/** An address that must not be called. The message never contains the address: its query can name a patient. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
}

/**
 * Resolves if an address may be called, else throws. `origins` are those the tenant allows: `https://ehr.example`.
 * @throws OutboundRefused
 */
export type Outbound = (address: string, origins: readonly string[]) => Promise<void>;

const blockList = (v4: readonly string[], v6: readonly string[]): BlockList => {
  const list = new BlockList();
  const add = (subnet: string, family: 'ipv4' | 'ipv6'): void => {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), family);
  };
  for (const subnet of v4) add(subnet, 'ipv4');
  for (const subnet of v6) add(subnet, 'ipv6');
  return list;
};

/** Cloud instance metadata, which holds credentials: no setting allows these. */
const METADATA = blockList(['169.254.0.0/16', '100.100.100.200/32'], ['fe80::/10', 'fd00:ec2::/32']);
/** Special-purpose addresses of RFC 6890: loopback, private networks, unspecified. */
const PRIVATE = blockList(
  [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  ['::/127', '64:ff9b::/96', 'fc00::/7', 'ff00::/8'],
);
const isIn = (list: BlockList, ip: string): boolean => list.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');

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
 * https the server still has to prove its name.
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
    if (addresses.some((ip) => isIn(METADATA, ip) || (isIn(PRIVATE, ip) && !isTrusted)))
      throw new OutboundRefused('The server stands on a network that is not for calls.');
  };
};
