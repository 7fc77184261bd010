import type { Secrets } from '../../app/ports/ports.ts';
import type { SecretReference } from '../../app/ports/source.ts';

/** Of a request to another organization's server: no redirect is followed, and none is without a deadline. */
export interface SendInit {
  readonly method: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
  readonly headers: Headers | Record<string, string>;
  readonly body?: string | URLSearchParams;
}
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
