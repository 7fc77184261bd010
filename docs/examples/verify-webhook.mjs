import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older or newer than this is refused: somebody may have recorded it. */
const TOLERANCE_S = 300;

/**
 * The event in a request of a webhook; throws where it is not from your service.
 * @param {Record<string, string | undefined>} headers names in small letters
 * @param {string} body exactly as it came, before any parsing
 * @param {string} secret `whsec_…`, as in the secret the settings name
 */
export const verifyWebhook = (headers, body, secret, now = Date.now()) => {
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_S)) throw new Error('too old, or ahead of time');
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const signatures = (headers['webhook-signature'] ?? '').split(' ').map((one) => one.split(','));
  const isSigned = signatures.some(([version, text = '']) => {
    const given = Buffer.from(text, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) throw new Error('not signed with this secret');
  return { id, ...JSON.parse(body) };
};
