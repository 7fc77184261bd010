import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** DER, by hand: Node reads certificates and makes none. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.byteLength;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const base128 = (value: number): number[] =>
  value < 128 ? [value] : [...base128(Math.floor(value / 128)).map((one) => one | 128), value % 128];
const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
};
const BOOLEAN_TRUE = der(0x01, Buffer.from([255]));
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
const name = (common: string) => sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(common)))));
/** Generalized time, of a day's first second. */
const time = (day: string) => der(0x18, Buffer.from(`${day.replaceAll('-', '')}000000Z`));

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const USES = { clientAuth: '1.3.6.1.5.5.7.3.2', serverAuth: '1.3.6.1.5.5.7.3.1' } as const;
const extension = (id: string, value: Uint8Array, isCritical = false) =>
  sequence(oid(id), ...(isCritical ? [BOOLEAN_TRUE] : []), der(0x04, value));
const hostName = (host: string) =>
  isIP(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));

interface Wanted {
  readonly common: string;
  /** Absent: signed by itself, as the certificate of an authority. */
  readonly by?: Made;
  readonly hosts?: readonly string[];
  /** First and last day. */
  readonly days?: readonly [string, string];
  readonly use?: keyof typeof USES;
}
export interface Made {
  readonly common: string;
  readonly key: KeyObject;
  /** Both in PEM. */
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate of the tests, with a new key; good from 2020 to 2099 unless told. */
export const makeCertificate = ({ common, by, hosts = [], days = ['2020-01-01', '2099-01-01'], use }: Wanted): Made => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [
    ...(by ? [] : [extension('2.5.29.19', sequence(BOOLEAN_TRUE), true)]),
    ...(use ? [extension('2.5.29.37', sequence(oid(USES[use])))] : []),
    ...(hosts.length ? [extension('2.5.29.17', sequence(...hosts.map(hostName)))] : []),
  ];
  const serial = createHash('sha256').update(common).digest().subarray(0, 8);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, ...serial])),
    ECDSA_SHA256,
    name(by?.common ?? common),
    sequence(time(days[0]), time(days[1])),
    name(common),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signed = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, by?.key ?? privateKey)));
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    common,
    key: privateKey,
    certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
};

/** The secret of a client certificate, as settings name it. */
export const certificateSecret = (
  { certificate, privateKey }: Pick<Made, 'certificate' | 'privateKey'>,
  more: Readonly<Record<string, unknown>> = {},
): string => JSON.stringify({ certificate, privateKey, ...more });
