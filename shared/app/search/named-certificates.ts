import type { CertificateState } from '../ports/client-certificates.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { SecretReference } from '../ports/source.ts';

type Payers = Pick<Tenant, 'payerServers' | 'payerEndpoints'>;
interface Named {
  /** Field of the settings that names it: `payerEndpoints[0].certificate`. */
  readonly expression: string;
  /** Of the endpoint, or the payer id of a server. */
  readonly name: string;
  readonly certificate: SecretReference;
}

/** Every client certificate the settings of a tenant name. */
export const namedCertificates = ({ payerServers = [], payerEndpoints = [] }: Payers): readonly Named[] =>
  [
    ...payerServers.map((one, at) => ({ one, name: one.payer, field: `payerServers[${at}]` })),
    ...payerEndpoints.map((one, at) => ({ one, name: one.name, field: `payerEndpoints[${at}]` })),
  ].flatMap(({ one, name, field }) => {
    const own = { expression: `${field}.certificate`, name, certificate: one.certificate };
    const atToken = {
      expression: `${field}.credentials.certificate`,
      name,
      certificate: 'credentials' in one ? one.credentials?.certificate : undefined,
    };
    return [own, atToken].flatMap(({ certificate, ...rest }) => (certificate ? [{ ...rest, certificate }] : []));
  });

const DAY_MS = 86_400_000;
/** An end that is nearer is a finding. */
const WARN_DAYS = 30;

/** A client certificate and how it stands on a day. */
export interface StandingCertificate extends Omit<Named, 'certificate'> {
  /** ISO instant at which it ends, where it could be read. */
  readonly until?: string;
  /** Whole days until then; negative: ended. */
  readonly days?: number;
  /** Nothing goes out with it as it is. */
  readonly isUnusable: boolean;
  /** What to do about it; absent: nothing. */
  readonly finding?: string;
}

const RENEW = 'put the renewed one into the secret';
const findingOf = (state: CertificateState, days: number | undefined): string | undefined => {
  if (state.is === 'unreadable') return 'The secret cannot be read.';
  if (state.is === 'unusable') return state.says;
  return days !== undefined && days <= WARN_DAYS
    ? `The certificate ends on ${state.until.slice(0, 10)}, in ${days} days: ${RENEW}.`
    : undefined;
};

/** How each client certificate of a tenant stands at an ISO instant. */
export const standingCertificates = async (
  tenant: Payers,
  at: string,
  { clientCertificates }: Pick<Ports, 'clientCertificates'>,
): Promise<readonly StandingCertificate[]> =>
  Promise.all(
    namedCertificates(tenant).map(async ({ certificate, ...named }) => {
      const state = await clientCertificates.stateOf(certificate, at);
      const until = state.is === 'unreadable' ? undefined : state.until;
      const days = until === undefined ? undefined : Math.floor((Date.parse(until) - Date.parse(at)) / DAY_MS);
      const finding = findingOf(state, days);
      return {
        ...named,
        ...(until === undefined ? {} : { until }),
        ...(days === undefined ? {} : { days }),
        isUnusable: state.is !== 'usable',
        ...(finding === undefined ? {} : { finding }),
      };
    }),
  );
