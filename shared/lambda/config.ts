import * as z from 'zod/mini';
import { tenantId } from '../app/keys/tenant-id.ts';
import { DEFAULT_CANONICAL_BASE } from '../codes/systems.ts';
import type { TenantId } from '../core/model/keys/tenant-id.ts';
import { isLoopback } from './loopback.ts';

const text = z.string().check(z.minLength(1));
const schema = z.object({
  TABLE_NAME: text,
  AWS_REGION: z._default(text, 'us-east-1'),
  DYNAMODB_ENDPOINT: z.optional(text),
  /** Local substitute for EventBridge and SQS; absent in the cloud. */
  AWS_EVENTS_ENDPOINT: z.optional(text),
  EVENT_BUS_NAME: z._default(text, 'stresspass'),
  QUEUE_URL: text,
  DEAD_LETTER_URL: z.optional(text),
  CANONICAL_BASE: z._default(text, DEFAULT_CANONICAL_BASE),
  /**
   * Key of the keyed hash that identifies patients and members in keys; in the environment it may be the ARN of its
   * secret.
   */
  HASH_SECRET: text,
  /**
   * Space-separated texts from which the keys of our access tokens are derived: the first signs, each verifies. Like
   * `HASH_SECRET` it may be the ARN of its secret; absent if no access tokens are issued or accepted.
   */
  TOKEN_SECRET: z.optional(text),
  /** Other servers whose access tokens are accepted, as JSON; format in `auth/read-issuers.ts`. */
  TRUSTED_ISSUERS: z.optional(text),
  /** OpenID Connect issuer the people of this deployment sign in at, as JSON; format in `auth/sign-in/read-sign-in.ts`. */
  SIGN_IN: z.optional(text),
  PUBLIC_URL: z._default(text, 'http://localhost:3000'),
  /** Tenant of calls without a token. */
  DEFAULT_TENANT: z._default(text, 'default'),
  AUTH: z._default(z.enum(['open', 'required']), 'required'),
  /** Comma-separated tenants the page may choose where access is open; it starts with the first. */
  OPEN_TENANTS: z.optional(text),
  /** Comma-separated origins whose pages count as pages on this machine where access is open. */
  BROWSER_ORIGINS: z.optional(text),
  /** Licensed descriptors of billing codes, as written by `codes:import -- descriptors`; added to bare codes. */
  DESCRIPTORS_FILE: z.optional(text),
  /** Folder or `s3://bucket` of this deployment's rule packs, one a JSON file, over the released rules in the order of their names. */
  RULE_PACKS: z.optional(text),
  /** Comma-separated origins that may be plain http or on a private network; `http://localhost:*` is every port. */
  PRIVATE_ORIGINS: z.optional(text),
  /** Write-once storage of the audit trail's manifests: `s3://bucket` or `file:/folder`. */
  AUDIT_STORE: z.optional(text),
  /** Where documents of prior authorization requests are kept: `s3://bucket`, `file:/folder` or `memory:`. */
  DOCUMENT_STORE: z.optional(text),
  /** Minimum audit retention in years, 7 by default; a tenant can ask for more. */
  AUDIT_YEARS: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  AWS_LAMBDA_FUNCTION_NAME: z.optional(text),
});

export type Config = z.infer<typeof schema> & { readonly DEFAULT_TENANT: TenantId };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Packs of a bucket are read as those of a folder, once they are there. */
const fetchPacks = async ({ RULE_PACKS: place, AWS_REGION: region }: Environment): Promise<Environment> => {
  const bucket = /^s3:\/\/([a-z0-9.-]{3,63})$/.exec(place ?? '')?.[1];
  if (!bucket) return {};
  const { copyBucketPacks } = await import('../adapters/packs/bucket-packs.ts');
  return { RULE_PACKS: await copyBucketPacks(bucket, { region: region ?? 'us-east-1' }) };
};

/** Secrets by the ARN they are named by. */
const readSecrets = async (environment: Environment): Promise<Environment> => {
  const named = (['HASH_SECRET', 'TOKEN_SECRET'] as const).filter((name) => environment[name]?.startsWith('arn:'));
  if (named.length === 0) return {};
  const { readSecret } = await import('../adapters/aws/secret.ts');
  const read = async (name: (typeof named)[number]) => [name, await readSecret(environment[name] ?? '')] as const;
  return Object.fromEntries(await Promise.all(named.map(read)));
};

/** The environment of this process, with the ARN of a secret replaced by the secret itself, and a bucket of packs by a folder. */
export const readEnvironment = async (environment: Environment = process.env): Promise<Environment> => {
  const [secrets, packs] = await Promise.all([readSecrets(environment), fetchPacks(environment)]);
  const found = { ...secrets, ...packs };
  // Without any it is the environment itself, which a service that starts on a laptop still completes.
  return Object.keys(found).length ? { ...environment, ...found } : environment;
};

/** The only reader of the environment. Fails at startup, naming every variable that is missing or invalid. */
export const readConfig = (environment: Environment): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new Error(
      `Configuration: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const { AUTH, AWS_LAMBDA_FUNCTION_NAME, PUBLIC_URL } = parsed.data;
  // With any other address, PUBLIC_URL sends callers to a service without locks.
  if (AUTH === 'open' && (AWS_LAMBDA_FUNCTION_NAME || !isLoopback(PUBLIC_URL)))
    throw new Error('Configuration: AUTH=open is for loopback only.');
  if (AUTH !== 'open' && parsed.data.OPEN_TENANTS)
    throw new Error('Configuration: OPEN_TENANTS is for AUTH=open only.');
  return { ...parsed.data, DEFAULT_TENANT: tenantId(parsed.data.DEFAULT_TENANT) };
};
