import { type ChannelEndpoint, type ChannelWay, MACHINE_CHANNELS, type Transaction } from '../model/channel.ts';

/** Which ways of a row can be used here. */

const isMachine = ({ kind }: ChannelWay): boolean => MACHINE_CHANNELS.some((one) => one === kind);
/** What each transaction may be sent by. */
const ELECTRONIC: Readonly<Record<Transaction, readonly ChannelEndpoint['kind'][]>> = {
  eligibility: ['x12-270'],
  'prior-auth': ['fhir-pas', 'x12-278'],
  inquiry: ['fhir-pas', 'x12-278'],
};
const VERSIONS: Readonly<Record<ChannelEndpoint['kind'], string>> = {
  'fhir-pas': '2.2.1',
  'x12-278': '005010X217',
  'x12-270': '005010X279A1',
};

/** Of a machine's: with the endpoint it goes by. */
type Usable = ChannelWay & { readonly endpoint?: string };

/** A way as it can be used here: a machine's needs an endpoint of the tenant, the payer's own before a clearinghouse's. */
export const usable = (way: ChannelWay, payer: string, endpoints: readonly ChannelEndpoint[]): Usable | undefined => {
  if (!isMachine(way)) return way;
  const ofKind = endpoints.filter(({ kind }) => kind === way.kind);
  const found = ofKind.find((one) => one.payer === payer) ?? ofKind.find((one) => one.payer === undefined);
  return found && { ...way, version: found.version ?? way.version ?? VERSIONS[found.kind], endpoint: found.name };
};

/** Endpoints a tenant has for this payer by name say that it is reached that way, whether the map knows it or not. */
export const agreed = (
  transaction: Transaction,
  payer: string,
  endpoints: readonly ChannelEndpoint[],
): readonly ChannelWay[] =>
  ELECTRONIC[transaction]
    .filter((kind) => endpoints.some((one) => one.kind === kind && one.payer === payer))
    .map((kind) => ({ kind }));
