import type { Digest } from '../../app/ports/ports.ts';
import type { Notice, NoticeSender } from '../../app/ports/review-subscriptions.ts';
import { pendReference } from '../../app/utilization-review/certification-number.ts';
import { headersAbout } from '../../app/utilization-review/notices/keep-subscription.ts';
import { namedServer } from '../../fhir/pas/server-names.ts';
import { openOnFile } from '../../fhir/pas/write/echo-entries.ts';
import { writeNotification } from '../../fhir/pas/write/write-notification.ts';
import { type PasServer, writeReviewResponse } from '../../fhir/pas/write/write-review-response.ts';
import type { Breaker } from '../outbound/breaker.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { failedAs, failureOf, isFault, retryAfterOf, ServerFailure } from '../outbound/server-failure.ts';

const TIMEOUT_MS = 10_000;
/** An endpoint that says so is asked no more. */
const GONE = 410;

interface Settings {
  readonly outbound: Outbound;
  readonly breaker: Breaker;
  readonly digest: Pick<Digest, 'of' | 'unseal'>;
  /** FHIR base of each release of the guide. */
  readonly bases: Readonly<Record<PasServer['version'], string>>;
  readonly now: () => number;
}

const bodyOf = ({ subscription, type, count, told, at }: Notice, { bases, digest }: Settings): string => {
  const server = namedServer(subscription.release, bases[subscription.release], digest);
  const events = told.map(({ event, request, content }) =>
    subscription.content === 'full-resource' && request && content
      ? {
          event,
          answer: writeReviewResponse(request, openOnFile(JSON.parse(content)), server, pendReference(request, digest)),
        }
      : { event },
  );
  return JSON.stringify(writeNotification(subscription, { type, count, events, at }, server));
};

/** `Name: value` lines of the client, as it gave them. */
const headersOf = ({ subscription }: Notice, { digest }: Settings): Readonly<Record<string, string>> => {
  const { tenant, id, headers } = subscription;
  const opened = digest.unseal(tenant, headersAbout(id), headers);
  // Sealed under a key that is gone: without its secret a call would only be refused there.
  if (opened === undefined) throw new ServerFailure('not-allowed');
  const lines: unknown = JSON.parse(opened);
  if (!Array.isArray(lines)) return {};
  return Object.fromEntries(
    lines.map(String).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
};

/** Calls the endpoints of subscriptions, allow-listed ones alone. */
export const makeNoticeSender = (settings: Settings): NoticeSender => {
  const { outbound, breaker, now } = settings;
  const post = async (notice: Notice, origins: readonly string[]): Promise<void> => {
    const { endpoint } = notice.subscription;
    await outbound(endpoint, origins);
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { ...headersOf(notice, settings), 'content-type': 'application/fhir+json' },
      body: bodyOf(notice, settings),
    });
    await response.body?.cancel();
    if (!response.ok) throw failedAs(response, now());
  };
  return {
    send: async (notice, { outbound: origins = [] }) => {
      try {
        const { origin } = new URL(notice.subscription.endpoint);
        await breaker.run(origin, () => post(notice, origins), { isFault, retryAfterOf });
        return 'sent';
      } catch (error) {
        const failure = failureOf(error);
        if (!(failure instanceof ServerFailure)) throw error;
        if (failure.kind === 'resting') return 'resting';
        if (failure.kind === 'not-allowed' || failure.status === GONE) return 'refused';
        throw failure;
      }
    },
  };
};
