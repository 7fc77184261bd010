import * as z from 'zod/mini';
import { readKeySet } from '../../adapters/auth/read-key-set.ts';
import { isScope } from '../../app/access/scope.ts';
import { tenantId } from '../../app/keys/tenant-id.ts';
import type { Client } from '../../app/ports/access/client.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { settingsProblems } from '../../handlers/admin/settings-problems.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));
const address = z.string().check(z.regex(/^https?:\/\/[^\s?#]+$/, 'an address'));
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'] as const;
const DAY_SECONDS = 86_400;

/** Registration of a client, field by field. */
export const clientShape = z.strictObject({
  tenant: text,
  use: z.enum(['smart', 'cds-hooks']),
  id: text,
  name: text,
  jwks: z.exactOptional(z.unknown()),
  jwksUrl: z.exactOptional(address),
  jku: z.exactOptional(address),
  scopes: z._default(z.array(z.string().check(z.refine(isScope, 'no scope of a system: system/Task.rs'))), []),
  organizations: z.exactOptional(
    z.array(z.string().check(z.regex(/^\d{10}$/, 'an NPI, ten digits'))).check(z.minLength(1)),
  ),
  senders: z.exactOptional(z.array(text).check(z.minLength(1), z.maxLength(50))),
  algorithms: z.exactOptional(z.array(z.enum(ALGORITHMS)).check(z.minLength(1))),
  longestLifeSeconds: z.exactOptional(z.int().check(z.minimum(1), z.maximum(DAY_SECONDS))),
});
type Written = z.infer<typeof clientShape>;

const problem = (says: string, expression: string): Problem => ({ code: 'value', says, expression });

/** A private or symmetric key must never be sent here. */
const holdsSecret = (jwks: unknown): boolean => /"(?:d|k)"\s*:/.test(JSON.stringify(jwks ?? null));

/** @param outbound origins the tenant allows; undefined if there is no such tenant. */
const problemsOf = (
  { use, jwks, jwksUrl, scopes }: Written,
  outbound: readonly string[] | undefined,
): readonly Problem[] => {
  if (!outbound) return [problem('There is no such tenant.', 'tenant')];
  const isListed = jwksUrl === undefined || outbound.some((one) => new URL(one).origin === new URL(jwksUrl).origin);
  return [
    ...((jwks === undefined) === (jwksUrl === undefined)
      ? [problem('One of jwks and jwksUrl is needed.', 'jwks')]
      : []),
    ...(holdsSecret(jwks) ? [problem('This is a private key; make a new one and send its public half.', 'jwks')] : []),
    ...(jwks !== undefined && readKeySet(jwks).length === 0
      ? [problem('No RSA or EC key with a kid that may check signatures (use, key_ops).', 'jwks')]
      : []),
    ...(isListed ? [] : [problem(`outbound of the tenant does not list its origin.`, 'jwksUrl')]),
    ...(use === 'smart' && scopes.length === 0 ? [problem('Without scopes it may do nothing.', 'scopes')] : []),
  ];
};

/** A client registration as an operator writes it; reports every problem at once. */
export const readClient = async (
  value: unknown,
  outboundOf: (tenant: TenantId) => Promise<readonly string[] | undefined>,
): Promise<Result<Client>> => {
  const parsed = clientShape.safeParse(value);
  if (!parsed.success) return refused(...settingsProblems(clientShape, value, parsed.error.issues));
  const problems = problemsOf(parsed.data, await outboundOf(tenantId(parsed.data.tenant)));
  if (problems.length) return refused(...problems);
  const { jwks, jwksUrl, tenant, ...client } = parsed.data;
  return ok({ tenant: tenantId(tenant), ...client, keys: jwksUrl ?? readKeySet(jwks) });
};

/** The same registration, to be shown, edited and put again. */
export const writeClient = ({ keys, ...client }: Client): Record<string, unknown> => ({
  ...client,
  ...(typeof keys === 'string' ? { jwksUrl: keys } : { jwks: { keys } }),
});
