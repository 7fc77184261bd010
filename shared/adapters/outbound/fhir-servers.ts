import type { Client } from 'fhir-kit-client';
import type { FhirServer } from '../../app/ports/source.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Breaker } from './breaker.ts';
import type { Outbound } from './outbound.ts';
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
   * Makes one call: allow-list checked, with a token if the server needs one, through the breaker; redirects are not
   * followed. A revoked token is renewed once.
   * @throws ServerFailure
   */
  call<T>(call: FhirCall, work: (client: Client) => Promise<T>): Promise<T>;
}

interface Parts {
  readonly outbound: Outbound;
  readonly breaker: Breaker;
  readonly tokens: AccessTokens;
}

const NOT_AUTHENTICATED = 401;

/** Calls to other organizations' FHIR servers. The client library is loaded by the first call. */
export const makeFhirServers = ({ outbound, breaker, tokens }: Parts): FhirServers => {
  const attempt = async <T>(
    { server, signal }: FhirCall,
    token: string | undefined,
    work: (client: Client) => Promise<T>,
  ): Promise<T> => {
    const { Client } = await import('fhir-kit-client');
    const client = new Client({ baseUrl: server.base, requestOptions: { redirect: 'manual', signal } });
    if (token) client.bearerToken = token;
    try {
      return await work(client);
    } catch (error) {
      throw failureOf(error);
    }
  };

  const withToken = async <T>(call: FhirCall, work: (client: Client) => Promise<T>): Promise<T> => {
    const { credentials } = call.server;
    if (!credentials) return attempt(call, undefined, work);
    const token = await tokens.tokenFor(credentials, call.origins);
    try {
      return await attempt(call, token, work);
    } catch (error) {
      if (!(error instanceof ServerFailure) || error.status !== NOT_AUTHENTICATED) throw error;
      tokens.drop(credentials, token);
      return attempt(call, await tokens.tokenFor(credentials, call.origins), work);
    }
  };

  return {
    call: async (call, work) => {
      try {
        await outbound(call.server.base, call.origins);
        return await breaker.run(new URL(call.server.base).origin, () => withToken(call, work), {
          isFault,
          retryAfterOf,
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
};
