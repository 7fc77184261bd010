import type { SecretReference } from './source.ts';

/** How a client certificate of the settings stands. `until` is an ISO instant: the earliest end in its chain. */
export type CertificateState =
  | { readonly is: 'usable'; readonly until: string }
  /** `says` names the part of the secret and what is wrong with it, never its content. */
  | { readonly is: 'unusable'; readonly says: string; readonly until?: string }
  /** The secret is not there, or may not be read here. */
  | { readonly is: 'unreadable' };

export interface ClientCertificates {
  /** At an ISO instant. Never throws because of the secret. */
  stateOf(certificate: SecretReference, at: string): Promise<CertificateState>;
}
