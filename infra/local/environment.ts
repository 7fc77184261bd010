import { resolve } from 'node:path';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { LocalSettings } from './settings.ts';

export const LOCAL_TABLE = 'stresspass';
/** The first tenant of `seed.ts`: calls without a token belong to it. */
export const LOCAL_TENANT = tenantId('demo');
export const SANDBOX_TENANT = tenantId('sandbox');
/** The payer the sandbox practises with. */
export const SANDBOX_PAYER_TENANT = tenantId('sandbox-payer');
export const LOCAL_TIME_ZONE = 'America/New_York';
export const LOCAL_QUEUES = { orders: 'orders', deadLetters: 'orders-dead-letters' } as const;

/** Sets the environment variables that the stack sets for the functions on AWS. */
export const setEnvironment = (
  settings: LocalSettings,
  addresses: {
    readonly url: string;
    readonly dynamodbEndpoint: string;
    readonly secret: string;
    readonly tokenSecret?: string;
  },
): void => {
  const { url, dynamodbEndpoint, secret, tokenSecret = '' } = addresses;
  const aws = url.replace('localhost', '127.0.0.1');
  const queueUrl = (name: string) => `${aws}/000000000000/${name}`;
  Object.assign(process.env, {
    TABLE_NAME: LOCAL_TABLE,
    DYNAMODB_ENDPOINT: dynamodbEndpoint,
    AWS_REGION: process.env.AWS_REGION || 'us-east-1',
    AWS_EVENTS_ENDPOINT: aws,
    QUEUE_URL: queueUrl(LOCAL_QUEUES.orders),
    DEAD_LETTER_URL: queueUrl(LOCAL_QUEUES.deadLetters),
    HASH_SECRET: secret,
    TOKEN_SECRET: tokenSecret,
    AUDIT_STORE: settings.dataDir === ':memory:' ? '' : `file:${resolve(settings.dataDir, 'audit')}`,
    DOCUMENT_STORE: settings.dataDir === ':memory:' ? 'memory:' : `file:${resolve(settings.dataDir, 'documents')}`,
    PUBLIC_URL: process.env.PUBLIC_URL || url,
    DEFAULT_TENANT: process.env.DEFAULT_TENANT || LOCAL_TENANT,
    AUTH: settings.auth,
    // Where the page starts, first.
    OPEN_TENANTS: settings.auth === 'open' ? `${SANDBOX_TENANT},${LOCAL_TENANT},${SANDBOX_PAYER_TENANT}` : '',
    PRIVATE_ORIGINS: process.env.PRIVATE_ORIGINS || 'http://localhost:*,http://127.0.0.1:*',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
};
