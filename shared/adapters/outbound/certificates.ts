import type { ClientCertificates } from '../../app/ports/client-certificates.ts';
import type { Secrets } from '../../app/ports/ports.ts';
import type { SecretReference } from '../../app/ports/source.ts';
import { type ClientCertificate, outOfDate, readClientCertificate, UnusableCertificate } from './client-certificate.ts';
import { ServerFailure } from './server-failure.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

/** How client certificates stand, from their secrets. */
export const makeClientCertificates = (secrets: Secrets): ClientCertificates => ({
  stateOf: async (certificate, at) => {
    const secret = await secrets.read(certificate).catch(() => undefined);
    if (secret === undefined) return { is: 'unreadable' };
    try {
      const read = readClientCertificate(secret);
      const says = outOfDate(read, Date.parse(at));
      const until = iso(read.until);
      return says === undefined ? { is: 'usable', until } : { is: 'unusable', says, until };
    } catch (error) {
      if (!(error instanceof UnusableCertificate)) throw error;
      const { message: says, until } = error;
      return { is: 'unusable', says, ...(until === undefined ? {} : { until: iso(until) }) };
    }
  },
});

const unusable = (says: string): ServerFailure => new ServerFailure('certificate-unusable', undefined, undefined, says);

/**
 * The certificate to show now (milliseconds since 1970).
 * @throws ServerFailure where there is none that holds good
 */
export const openCertificate = async (
  certificate: SecretReference,
  secrets: Secrets,
  now: number,
): Promise<ClientCertificate> => {
  const secret = await secrets.read(certificate).catch(() => undefined);
  if (secret === undefined) throw unusable('The secret of our client certificate cannot be read.');
  try {
    const read = readClientCertificate(secret);
    const says = outOfDate(read, now);
    if (says !== undefined) throw new UnusableCertificate(says);
    return read;
  } catch (error) {
    throw error instanceof UnusableCertificate ? unusable(`Of our client certificate: ${error.message}`) : error;
  }
};
