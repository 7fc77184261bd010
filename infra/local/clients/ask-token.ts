import * as z from 'zod/mini';
import type { ReadyMade } from './ready-made.ts';
import { signAs } from './sign-as.ts';

const configuration = z.object({ token_endpoint: z.string() });
const granted = z.object({ access_token: z.string() });

/** The URL of the token endpoint, discovered as any client does. */
export const findTokenEndpoint = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/r4/.well-known/smart-configuration`).catch(() => undefined);
  if (!response?.ok) throw new Error(`No service answers at ${url}. Start one with npm start.`);
  return configuration.parse(await response.json()).token_endpoint;
};

/** An access token of the running service, obtained as any client does. */
export const askToken = async (
  client: ReadyMade,
  scope: string,
  { url, dataDir }: { readonly url: string; readonly dataDir: string },
): Promise<string> => {
  const endpoint = await findTokenEndpoint(url);
  const response = await fetch(`${url}/r4/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAs(client, endpoint, dataDir),
      scope,
    }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`The token endpoint refused: ${JSON.stringify(answer)}`);
  return granted.parse(answer).access_token;
};
