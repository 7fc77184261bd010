/**
 * Reference to a secret: `arn:…` in AWS Secrets Manager, `file:…` on this machine. Settings hold only the reference.
 */
export type SecretReference = string;

/** Our credentials for a FHIR server: SMART Backend Services, `private_key_jwt`; by a certificate alone RFC 8705, `tls_client_auth`. */
export interface Credentials {
  readonly clientId: string;
  /** Absolute URL; also the audience of the assertion. */
  readonly tokenEndpoint: string;
  /** Secret with the private key as a JWK; RS384 or ES384 depending on its type. Absent, at a payer: the certificate identifies us. */
  readonly key?: SecretReference;
  /** Secret with the client certificate to show at the token endpoint. */
  readonly certificate?: SecretReference;
  /** Absent: `system/*.rs`, read and search of everything the server allows; at a payer by PAS, what requests take. */
  readonly scope?: string;
}

/** Another organization's FHIR R4 server. */
export interface FhirServer {
  /** Base URL without a trailing slash: `https://ehr.example/fhir/r4`. */
  readonly base: string;
  /** Absent: the server needs none. */
  readonly credentials?: Credentials;
  /** Secret with the client certificate to show at `base`, a payer's; absent: the server asks for none. */
  readonly certificate?: SecretReference;
}

/** What an EHR's own server is used for. */
export interface EhrServer extends FhirServer {
  /** Write the coverage-information of an answered order back to the order there. */
  readonly writeBack?: boolean;
  /** Query for the orders we are notified about, as in the subscription's criteria: `category=363679005`. */
  readonly orders?: string;
}

/** An EHR, or its integration engine, registered to one tenant. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** Sent as `Authorization: Bearer …` with its notifications; absent: it sends by the bus only. */
  readonly hookSecret?: SecretReference;
  /** Absent: the EHR is neither read nor written, and orders are answered from what they contain. */
  readonly fhir?: EhrServer;
}
