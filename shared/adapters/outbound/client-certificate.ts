import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import * as z from 'zod/mini';

/** A client certificate. Instants in milliseconds since 1970. */
export interface ClientCertificate {
  /** As Node's TLS takes it, all in PEM. `ca`: the authorities that vouch for the server; absent: the public ones. */
  readonly tls: { readonly cert: string; readonly key: string; readonly passphrase?: string; readonly ca?: string };
  /** When the whole chain holds: its latest beginning, its earliest end. */
  readonly from: number;
  readonly until: number;
}

/** What the secret holds is no certificate to show. The message names the part, never its content. */
export class UnusableCertificate extends Error {
  override readonly name = 'UnusableCertificate';
  /** Milliseconds since 1970, where the chain could be read. */
  readonly until: number | undefined;
  constructor(says: string, until?: number) {
    super(says);
    this.until = until;
  }
}

const PARTS = 'certificate (PEM, chain included) and privateKey (PEM), and may hold passphrase and ca (PEM)';
const filled = z.string().check(z.minLength(1));
const shape = z.strictObject({
  certificate: filled,
  privateKey: filled,
  passphrase: z.exactOptional(filled),
  ca: z.exactOptional(filled),
});
/** More than the longest chain takes. */
const MOST_CHARACTERS = 64_000;
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Extended key usage: to prove a client, or anything. */
const CLIENT_USES = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];

const partsIn = (secret: string): z.infer<typeof shape> => {
  const parsed = (): unknown => {
    try {
      return JSON.parse(secret);
    } catch {
      throw new UnusableCertificate(`The secret is not JSON: it holds ${PARTS}.`);
    }
  };
  if (secret.length > MOST_CHARACTERS) throw new UnusableCertificate('The secret is longer than a certificate takes.');
  const read = shape.safeParse(parsed());
  if (read.success) return read.data;
  // Names of fields alone: an unknown one is a word somebody wrote beside a key.
  const wrong = [...new Set(read.error.issues.map(({ path: [part] }) => part))].filter((one) => one !== undefined);
  const says = wrong.length ? `${wrong.join(' and ')} is missing or no text` : 'something else is in it';
  throw new UnusableCertificate(`In the secret ${says}: it holds ${PARTS}.`);
};

const chainIn = (part: 'certificate' | 'ca', text: string): readonly [X509Certificate, ...X509Certificate[]] => {
  const says = `${part} in the secret is no certificate in PEM.`;
  try {
    const [first, ...others] = (text.match(PEM) ?? []).map((pem) => new X509Certificate(pem));
    if (first) return [first, ...others];
  } catch {
    throw new UnusableCertificate(says);
  }
  throw new UnusableCertificate(says);
};

const keyIn = ({ privateKey: key, passphrase }: z.infer<typeof shape>): KeyObject => {
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    const isLocked = /ENCRYPTED/.test(key);
    throw new UnusableCertificate(
      isLocked
        ? `privateKey in the secret is encrypted, and passphrase ${passphrase === undefined ? 'is missing' : 'does not open it'}.`
        : 'privateKey in the secret is no private key in PEM.',
    );
  }
};

/**
 * The client certificate a secret holds, whenever it holds good.
 * @throws UnusableCertificate
 */
export const readClientCertificate = (secret: string): ClientCertificate => {
  const parts = partsIn(secret);
  const chain = chainIn('certificate', parts.certificate);
  const key = keyIn(parts);
  if (parts.ca !== undefined) chainIn('ca', parts.ca);
  const [own] = chain;
  const from = Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom)));
  const until = Math.min(...chain.map(({ validTo }) => Date.parse(validTo)));
  if (!own.checkPrivateKey(key))
    throw new UnusableCertificate('privateKey in the secret is not the key of the first certificate.', until);
  if (own.keyUsage && !own.keyUsage.some((use) => CLIENT_USES.includes(use)))
    throw new UnusableCertificate(
      'certificate in the secret is not for clients (extended key usage clientAuth).',
      until,
    );
  const { certificate: cert, privateKey, passphrase, ca } = parts;
  const optional = { ...(passphrase === undefined ? {} : { passphrase }), ...(ca === undefined ? {} : { ca }) };
  return { tls: { cert, key: privateKey, ...optional }, from, until };
};

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Why it does not hold good at an instant (milliseconds since 1970); `undefined` where it does. */
export const outOfDate = (
  { from, until }: Pick<ClientCertificate, 'from' | 'until'>,
  at: number,
): string | undefined => {
  if (at < from) return `certificate in the secret is not valid before ${dayOf(from)}.`;
  return at > until ? `certificate in the secret ended on ${dayOf(until)}.` : undefined;
};
