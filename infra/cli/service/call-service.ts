import * as z from 'zod/mini';
import { tenantId } from '../../../shared/app/keys/tenant-id.ts';
import type { Tenant } from '../../../shared/app/ports/ports.ts';
import { askToken } from '../../local/clients/ask-token.ts';
import { readyMade } from '../../local/clients/ready-made.ts';
import { LOCAL_TENANT } from '../../local/environment.ts';
import { readSettings } from '../../local/settings.ts';
import { Refusal } from '../refusal.ts';

interface ServiceCall {
  readonly method?: 'GET' | 'POST';
  /** Path below the service URL, with its query. */
  readonly path: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Of the body; FHIR JSON by default. */
  readonly contentType?: string;
  /** Of the local data; without it the one of calls without a token. */
  readonly tenant?: Tenant['id'];
}

/** Variable with an access token, for a service whose client keys are not available here. */
const TOKEN = 'STRESSPASS_TOKEN';
const ALL = 'system/*.cruds';

/** Tenant of an open service that every command calls. */
const namedTenant = () => (process.env.STRESSPASS_TENANT ? tenantId(process.env.STRESSPASS_TENANT) : undefined);

const send = (
  url: string,
  { method = 'GET', path, body, contentType, tenant = namedTenant() }: ServiceCall,
  token: string | undefined,
) =>
  fetch(`${url}${path}`, {
    method,
    headers: {
      accept: 'application/fhir+json',
      ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/fhir+json' }),
      ...(tenant ? { 'x-stresspass-tenant': tenant } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body }),
  }).catch(() => {
    throw new Refusal(`No service answers at ${url}. Start one with npm start.`);
  });

/** Where calls need a token, one is requested as the ready-made client of the local data. */
export const localToken = (url: string, tenant: Tenant['id'] = LOCAL_TENANT): Promise<string | undefined> => {
  const [app] = readyMade(tenant);
  const { dataDir } = readSettings(process.env);
  return app ? askToken(app, ALL, { url, dataDir }).catch(() => undefined) : Promise.resolve(undefined);
};

/** The response of a service, whatever its status. */
export const callService = async (url: string, call: ServiceCall): Promise<Response> => {
  const given = process.env[TOKEN];
  const response = await send(url, call, given);
  if (response.status !== 401 || given) return response;
  const token = await localToken(url, call.tenant);
  return token ? send(url, call, token) : response;
};

const outcome = z.looseObject({
  issue: z.array(
    z.looseObject({
      diagnostics: z.optional(z.string()),
      details: z.optional(z.looseObject({ text: z.optional(z.string()) })),
      expression: z.optional(z.array(z.string())),
    }),
  ),
});

const problemsIn = (body: unknown): readonly string[] => {
  const read = outcome.safeParse(body);
  if (!read.success) return [];
  return read.data.issue.map(({ diagnostics, details, expression = [] }) =>
    [expression.join(', '), details?.text ?? diagnostics ?? ''].filter(Boolean).join(': '),
  );
};

const LOCKED = `It wants an access token: put one into the environment variable ${TOKEN}.`;

/** The JSON of a successful call. @throws Refusal with the service's message otherwise. */
export const askService = async (url: string, call: ServiceCall): Promise<unknown> => {
  const response = await callService(url, call);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const problems = response.status === 401 ? [LOCKED] : problemsIn(body);
  throw new Refusal([`The service answers ${response.status}.`, ...problems].join('\n'));
};
