import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
const SHORTEST = 24;
const LONGEST = 64;

const keyOf = (secret: string): Buffer => {
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.alloc(0);
  if (key.length < SHORTEST || key.length > LONGEST)
    throw new Error('A webhook’s secret is whsec_ and the base64 of 24 to 64 bytes.');
  return key;
};

interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of the Standard Webhooks specification: HMAC-SHA256 over id, timestamp and body. */
export const signatureHeaders = (
  { id, timestamp, body }: Signed,
  secret: string,
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
});
