import type { Secrets } from '../../app/ports/ports.ts';
import type { WebhookSender } from '../../app/ports/webhooks.ts';
import type { Breaker } from './breaker.ts';
import type { Outbound } from './outbound.ts';
import { failedAs, failureOf, isFault, retryAfterOf, ServerFailure } from './server-failure.ts';
import { signatureHeaders } from './webhook-signature.ts';

const TIMEOUT_MS = 5_000;
/** The receiver wants no more messages of this webhook. */
const GONE = 410;

interface WebhookParts {
  readonly outbound: Outbound;
  readonly breaker: Breaker;
  readonly secrets: Secrets;
  readonly now: () => number;
}

/** Posts events to webhooks: signed, allow-listed origins alone, redirects not followed, the response unread. */
export const makeWebhookSender = ({ outbound, breaker, secrets, now }: WebhookParts): WebhookSender => ({
  send: async ({ webhook: { url, secret }, id, body, origins }) => {
    const sign = async () =>
      signatureHeaders({ id, timestamp: Math.floor(now() / 1000), body }, await secrets.read(secret));
    const signed = await sign().catch(() => undefined);
    if (!signed) return { failed: 'not-signed' };
    const post = async (): Promise<number> => {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'content-type': 'application/json', ...signed },
        body,
      });
      await response.body?.cancel();
      if (response.ok || response.status === GONE) return response.status;
      throw failedAs(response, now());
    };
    try {
      await outbound(url, origins);
      const status = await breaker.run(new URL(url).origin, post, { isFault, retryAfterOf });
      return status === GONE ? 'gone' : 'taken';
    } catch (error) {
      const failure = failureOf(error);
      if (!(failure instanceof ServerFailure)) throw failure;
      return failure.kind === 'resting' ? 'resting' : { failed: failure.kind };
    }
  },
});
