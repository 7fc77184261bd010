/** How a certificate kept a connection from being made, in a word and in a sentence. */
interface TlsFailure {
  readonly kind: 'certificate-refused' | 'server-certificate';
  readonly says: string;
}

const REFUSED = 'The server did not take our client certificate';
/** Alerts of TLS (RFC 8446, section 6) by which a server says why it does not take a client's certificate. */
const ALERTS: Readonly<Record<string, string>> = {
  42: REFUSED,
  43: REFUSED,
  44: `${REFUSED}: it is revoked`,
  45: `${REFUSED}: it has expired there`,
  46: REFUSED,
  48: `${REFUSED}: it does not know its authority`,
  49: REFUSED,
  116: `${REFUSED}: it says that none was shown`,
};
/** Whatever code Node gives an alert by the version of TLS, its text ends with the number. */
const ALERT = /SSL alert number (\d+)/;

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
  const refused = ALERTS[ALERT.exec(error.message)?.[1] ?? ''];
  if (refused) return { kind: 'certificate-refused', says: `${refused}.` };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const distrusted = SERVERS[code];
  return distrusted ? { kind: 'server-certificate', says: `${distrusted}.` } : undefined;
};
