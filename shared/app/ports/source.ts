/**
 * Where a secret is stored: `arn:…` in AWS Secrets Manager, `file:…` on this machine. Settings hold only this name of it.
 */
export type SecretReference = string;

/** How we prove to a FHIR server who we are: SMART Backend Services, `private_key_jwt`. */
export interface Credentials {
  readonly clientId: string;
  /** Absolute address; also the audience of the assertion. */
  readonly tokenEndpoint: string;
  /** Secret with the private key as a JWK; RS384 or ES384 by its kind. */
  readonly key: SecretReference;
  /** Absent: `system/*.rs`, which reads and searches everything the server lets us. */
  readonly scope?: string;
}

/** A FHIR R4 server of somebody else. */
export interface FhirServer {
  /** Base address without a slash at the end: `https://ehr.example/fhir/r4`. */
  readonly base: string;
  /** Absent: it asks for none. */
  readonly credentials?: Credentials;
}

/** What an EHR's own server is used for. */
export interface EhrServer extends FhirServer {
  /** The coverage-information of an answered order is put on the order there. */
  readonly writeBack?: boolean;
  /** Query that finds the orders we are notified of, as in the subscription's criteria: `category=363679005`. */
  readonly orders?: string;
}

/** An EHR, or its integration engine, registered to one tenant. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** What it sends as `Authorization: Bearer …` with a notification; absent: it sends by the bus only. */
  readonly hookSecret?: SecretReference;
  /** Absent: nothing is read or written there, and orders are answered from what they bring. */
  readonly fhir?: EhrServer;
}
