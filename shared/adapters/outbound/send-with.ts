import type { Secrets } from '../../app/ports/ports.ts';
import type { SecretReference } from '../../app/ports/source.ts';
import type { SendInit } from './send-init.ts';

export type Send = (address: string, init: SendInit) => Promise<Response>;

/**
 * How a request is sent to an address that was allowed: by `fetch`, or over TLS with the client certificate of a secret, to
 * the network addresses that were checked.
 */
export type SendWith = (certificate: SecretReference | undefined, addresses: readonly string[]) => Send;

/** What a certificate takes is loaded by the first request that shows one. */
export const makeSendWith =
  (secrets: Secrets, now: () => number): SendWith =>
  (certificate, addresses) =>
  async (address, init) => {
    if (certificate === undefined) return fetch(address, init);
    const { openCertificate } = await import('./certificates.ts');
    const shown = await openCertificate(certificate, secrets, now());
    const { certifiedFetch } = await import('./certified-fetch.ts');
    return certifiedFetch(shown, addresses, address, init);
  };
