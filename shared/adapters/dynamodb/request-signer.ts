import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Construct = NonNullable<DynamoDBClientConfig['signerConstructor']>;
type Signer = InstanceType<Construct>;
type Request = Parameters<Signer['sign']>[0];
type Options = Parameters<Signer['sign']>[1];
type Settings = ConstructorParameters<Construct>[0];
type Credentials = Exclude<Settings['credentials'], (...given: never[]) => unknown>;

/** Not by `import`, which would read every export of the module. */
const { createHmac, hash } = process.getBuiltinModule('node:crypto');

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** What a proxy or Node itself may change on the way; the SDK leaves the same out. */
const NOT_SIGNED = new Set([
  'authorization',
  'cache-control',
  'connection',
  'expect',
  'from',
  'keep-alive',
  'max-forwards',
  'pragma',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-amzn-trace-id',
]);
const isSigned = (name: string): boolean =>
  !NOT_SIGNED.has(name) && !name.startsWith('proxy-') && !name.startsWith('sec-');

const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const given = async <T extends object | string>(value: T | (() => Promise<T>) | undefined): Promise<T | undefined> =>
  typeof value === 'function' ? value() : value;

/**
 * AWS Signature Version 4 for calls of DynamoDB, which are all `POST /` without a query: the same signature the SDK's own signer
 * makes of such a request, in half of its time. Credentials are the SDK's, asked for each call, so renewed ones count.
 * Source: AWS, "Create a signed AWS API request" (IAM user guide).
 */
export class RequestSigner implements Signer {
  readonly #settings: Settings;
  #key: { readonly of: string; readonly bytes: Buffer } | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The key of one day; kept, since it takes four hashes. */
  #keyOf({ secretAccessKey }: Credentials, date: string, region: string, service: string): Buffer {
    const of = [secretAccessKey, date, region, service].join('\n');
    if (this.#key?.of !== of) {
      const parts = [date, region, service, 'aws4_request'];
      const bytes = parts.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`) as Buffer;
      this.#key = { of, bytes };
    }
    return this.#key.bytes;
  }

  async sign(
    request: Request,
    { signingDate = new Date(), signingRegion, signingService }: Options = {},
  ): Promise<Request> {
    const { method, path, body } = request;
    if (method !== 'POST' || path !== '/')
      throw new Error(`This signer knows the calls of DynamoDB alone, not ${method} ${path}.`);
    const credentials = await given(this.#settings.credentials);
    const region = signingRegion ?? (await given(this.#settings.region));
    if (!credentials || !region) throw new Error('No credentials or no region to sign with.');
    const service = signingService ?? this.#settings.service;
    const time = `${new Date(signingDate).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const date = time.slice(0, 8);
    const bodyHash = sha256(body ?? '');
    // Into the request itself: a second try signs it anew, and nothing else holds it.
    const { headers } = request;
    headers['x-amz-date'] = time;
    headers['x-amz-content-sha256'] = bodyHash;
    if (credentials.sessionToken) headers['x-amz-security-token'] = credentials.sessionToken;
    else delete headers['x-amz-security-token'];
    const names = Object.keys(headers).filter(isSigned).sort();
    const signed = names.join(';');
    const lines = names.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}\n`).join('');
    const canonical = `POST\n/\n\n${lines}\n${signed}\n${bodyHash}`;
    const scope = `${date}/${region}/${service}/aws4_request`;
    const key = this.#keyOf(credentials, date, region, service);
    const signature = hmac(key, `${ALGORITHM}\n${time}\n${scope}\n${sha256(canonical)}`).toString('hex');
    headers.authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
    return request;
  }
}
