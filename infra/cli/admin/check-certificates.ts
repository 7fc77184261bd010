import type { Ports, Tenant } from '../../../shared/app/ports/ports.ts';
import { namedCertificates } from '../../../shared/app/search/named-certificates.ts';

interface Checked {
  readonly problems: readonly { readonly expression: string; readonly says: string }[];
  /** Fields whose secret cannot be read from here: its key may be for the functions alone. */
  readonly unread: readonly string[];
}

/** What is wrong with the client certificates settings name. A secret of a file has to be there. */
export const checkCertificates = async (
  tenant: Tenant,
  { clientCertificates, clock }: Pick<Ports, 'clientCertificates' | 'clock'>,
): Promise<Checked> => {
  const named = await Promise.all(
    namedCertificates(tenant).map(async ({ expression, certificate }) => ({
      expression,
      isFile: certificate.startsWith('file:'),
      state: await clientCertificates.stateOf(certificate, clock.now()),
    })),
  );
  return {
    problems: named.flatMap(({ expression, isFile, state }) => {
      if (state.is === 'unusable') return [{ expression, says: state.says }];
      return state.is === 'unreadable' && isFile ? [{ expression, says: 'The secret cannot be read.' }] : [];
    }),
    unread: named
      .filter(({ isFile, state }) => !isFile && state.is === 'unreadable')
      .map(({ expression }) => expression),
  };
};
