import type { Client } from 'fhir-kit-client';
import type { FhirServer } from '../app/source.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Breaker } from './breaker.ts';
import type { Outbound } from './outbound.ts';
import { failureOf, isFault, ServerFailure } from './server-failure.ts';

/** Whose server is called, what that tenant allows, and until when. */
export interface FhirCall {
  readonly server: FhirServer;
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
  readonly signal: AbortSignal;
}

export interface FhirServers {
  /**
   * Makes one call: guarded, with a token where the server wants one, through the breaker; no redirect is followed. A
   * token that has been revoked is renewed once.
   * @throws ServerFailure
   */
  call<T>(call: FhirCall, work: (client: Client) => Promise<T>): Promise<T>;
}

interface Doors {
  readonly outbound: Outbound;
  readonly breaker: Breaker;
  readonly tokens: AccessTokens;
}

const NOT_AUTHENTICATED = 401;

/** Other people's FHIR servers, all called the same careful way. The client is loaded by the first call. */
export const makeFhirServers = ({ outbound, breaker, tokens }: Doors): FhirServers => {
  const clientFor = async ({ server, origins, signal }: FhirCall): Promise<Client> => {
    const { Client } = await import('fhir-kit-client');
    const client = new Client({ baseUrl: server.base, requestOptions: { redirect: 'manual', signal } });
    if (server.credentials) client.bearerToken = await tokens.tokenFor(server.credentials, origins);
    return client;
  };

  const attempt = async <T>(call: FhirCall, work: (client: Client) => Promise<T>): Promise<T> => {
    try {
      return await work(await clientFor(call));
    } catch (error) {
      throw failureOf(error);
    }
  };

  const twice = async <T>(call: FhirCall, work: (client: Client) => Promise<T>): Promise<T> => {
    const { credentials } = call.server;
    try {
      return await attempt(call, work);
    } catch (error) {
      if (!credentials || !(error instanceof ServerFailure) || error.status !== NOT_AUTHENTICATED) throw error;
      tokens.drop(credentials);
      return attempt(call, work);
    }
  };

  return {
    call: async (call, work) => {
      try {
        await outbound(call.server.base, call.origins);
        return await breaker.run(new URL(call.server.base).origin, () => twice(call, work), isFault);
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
};
