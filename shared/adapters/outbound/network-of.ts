import { BlockList, isIPv6 } from 'node:net';

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

/** Instance metadata of AWS and Google (link-local and their own), Alibaba, Oracle; the host agent of Azure. */
const PLATFORM = blockList(
  ['169.254.0.0/16', '100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'],
  ['fe80::/10', 'fd00:ec2::/32', 'fd20:ce::/32'],
);
/**
 * Special-purpose addresses (RFC 6890 and IANA's registries): loopback, private networks, site-local, unspecified, multicast,
 * relays (192.88.99.0/24), and Teredo (2001::/32), where no server of an organization stands.
 */
const PRIVATE = blockList(
  [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  ['::/127', '100::/64', '2001::/32', 'fc00::/7', 'fec0::/10', 'ff00::/8'],
);

/**
 * IPv6 ranges that carry an IPv4 address, where the call would arrive, and the group of 16 bits it begins at:
 * IPv4-compatible (RFC 4291), translated (RFC 7915), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056).
 */
const CARRIERS = (
  [
    ['::/96', 6],
    ['::ffff:0:0:0/96', 6],
    ['64:ff9b::/96', 6],
    ['64:ff9b:1::/48', 6],
    ['2002::/16', 1],
  ] as const
).map(([subnet, at]) => ({ range: blockList([], [subnet]), at }));

/** The eight groups of an IPv6 address, as the URL standard writes it: hexadecimal, `::` for the longest run of zeros. */
const groupsOf = (ip: string): readonly number[] => {
  const [left = '', right] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::');
  const read = (text = ''): number[] => (text ? text.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const head = read(left);
  const tail = read(right);
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
};

const carriedBy = (ip: string): string | undefined => {
  const carrier = CARRIERS.find(({ range }) => range.check(ip, 'ipv6'));
  if (!carrier) return;
  const [high = 0, low = 0] = groupsOf(ip).slice(carrier.at);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

/**
 * Whose network an IP address belongs to: `platform` is the cloud's own, where credentials are handed out; `private` is any
 * that is not the public internet. An IPv4 address inside an IPv6 one counts as well.
 */
export const networkOf = (address: string): 'platform' | 'private' | 'public' => {
  const ip = address.replace(/%.*$/, '');
  const carried = isIPv6(ip) ? carriedBy(ip) : undefined;
  const isIn = (list: BlockList): boolean =>
    list.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4') || (carried !== undefined && list.check(carried, 'ipv4'));
  if (isIn(PLATFORM)) return 'platform';
  return isIn(PRIVATE) ? 'private' : 'public';
};
