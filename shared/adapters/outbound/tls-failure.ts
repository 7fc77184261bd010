/** How a certificate kept a connection from being made, in a word and in a sentence. */
export interface TlsFailure {
  readonly kind: 'certificate-refused' | 'server-certificate';
  readonly says: string;
}

const REFUSED = 'The server did not take our client certificate';
/** Alerts by which a server says why it does not take a client's certificate, as Node's codes end. */
const ALERTS: Readonly<Record<string, string>> = {
  CERTIFICATE_REQUIRED: `${REFUSED}: it says that none was shown`,
  UNKNOWN_CA: `${REFUSED}: it does not know its authority`,
  CERTIFICATE_EXPIRED: `${REFUSED}: it has expired there`,
  CERTIFICATE_REVOKED: `${REFUSED}: it is revoked`,
  BAD_CERTIFICATE: REFUSED,
  CERTIFICATE_UNKNOWN: REFUSED,
  UNSUPPORTED_CERTIFICATE: REFUSED,
  ACCESS_DENIED: REFUSED,
};
const ALERT = /^ERR_SSL_(?:TLSV1|TLSV13|SSLV3)_ALERT_(\w+)$/;

const DISTRUSTED = 'The server’s certificate';
const UNKNOWN_AUTHORITY = `${DISTRUSTED} is of an authority we do not know: put it into ca of the secret`;
const SERVERS: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: `${DISTRUSTED} is for another host name`,
  CERT_HAS_EXPIRED: `${DISTRUSTED} has expired`,
  CERT_NOT_YET_VALID: `${DISTRUSTED} is not valid yet`,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  INVALID_CA: UNKNOWN_AUTHORITY,
  INVALID_PURPOSE: `${DISTRUSTED} is not for servers`,
};

/** What an error of a connection says of certificates; `undefined` where it is about something else. */
export const tlsFailureOf = (error: Error): TlsFailure | undefined => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const refused = ALERTS[ALERT.exec(code)?.[1] ?? ''];
  if (refused) return { kind: 'certificate-refused', says: `${refused}.` };
  const distrusted = SERVERS[code];
  return distrusted ? { kind: 'server-certificate', says: `${distrusted}.` } : undefined;
};
