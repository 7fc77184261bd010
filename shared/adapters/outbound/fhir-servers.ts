import type { Client } from 'fhir-kit-client';
import type { FhirServer } from '../../app/ports/source.ts';
import type { AccessTokens } from './access-tokens.ts';
import { boundedClient } from './bounded-client.ts';
import type { Breaker } from './breaker.ts';
import { type FhirPost, type FhirReply, postOnce } from './fhir-post.ts';
import type { Outbound } from './outbound.ts';
import type { Send, SendWith } from './send-with.ts';
import { failureOf, isFault, retryAfterOf, ServerFailure } from './server-failure.ts';

/** Whose server is called, what that tenant allows, and until when. */
export interface FhirCall {
  readonly server: FhirServer;
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
  readonly signal: AbortSignal;
}

export interface FhirServers {
  /**
   * Makes one call: allow-list checked, with a token and a certificate if the server needs them, through the breaker; redirects are not
   * followed. A revoked token is renewed once.
   * @throws ServerFailure
   */
  call<T>(call: FhirCall, work: (client: Client) => Promise<T>): Promise<T>;
  /**
   * Posts text under the same rules and returns the answer as text, that of a refusal (3xx, 4xx) too: what went over the wire is
   * kept, and no more is read than agreed.
   * @throws ServerFailure
   */
  post(call: FhirCall, what: FhirPost): Promise<FhirReply>;
}

interface Parts {
  readonly outbound: Outbound;
  readonly breaker: Breaker;
  readonly tokens: AccessTokens;
  readonly sendWith: SendWith;
}

const NOT_AUTHENTICATED = 401;

/** Calls to other organizations' FHIR servers. The client library is loaded by the first call. */
export const makeFhirServers = ({ outbound, breaker, tokens, sendWith }: Parts): FhirServers => {
  type Attempt<T> = (token: string | undefined) => Promise<T>;
  type Work<T> = (send: Send, token: string | undefined) => Promise<T>;

  const attempt = async <T>(token: string | undefined, work: Attempt<T>): Promise<T> => {
    try {
      return await work(token);
    } catch (error) {
      throw failureOf(error);
    }
  };

  const withToken = async <T>({ server: { credentials }, origins }: FhirCall, work: Attempt<T>): Promise<T> => {
    if (!credentials) return attempt(undefined, work);
    const token = await tokens.tokenFor(credentials, origins);
    try {
      return await attempt(token, work);
    } catch (error) {
      if (!(error instanceof ServerFailure) || error.status !== NOT_AUTHENTICATED) throw error;
      tokens.drop(credentials, token);
      return attempt(await tokens.tokenFor(credentials, origins), work);
    }
  };

  const guarded = async <T>(call: FhirCall, work: Work<T>): Promise<T> => {
    const { base, certificate } = call.server;
    try {
      const send = sendWith(certificate, await outbound(base, call.origins));
      const asked = () => withToken(call, (token) => work(send, token));
      return await breaker.run(new URL(base).origin, asked, { isFault, retryAfterOf });
    } catch (error) {
      throw failureOf(error);
    }
  };

  return {
    call: async (call, work) => {
      const { server, signal } = call;
      return guarded(call, async (send, token) => work(await boundedClient(server, signal, send, token)));
    },
    post: async (call, what) => guarded(call, (send, token) => postOnce(call, send, what, token)),
  };
};
