import * as z from 'zod/mini';
import type { Outbound } from '../../outbound/outbound.ts';
import { askIssuer, IssuerInvalid } from './ask-issuer.ts';

const address = z.string().check(z.regex(/^https?:\/\/[^\s#]+$/));
/** What is used of an issuer's description of itself (OpenID Connect Discovery 1.0). */
const shape = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  end_session_endpoint: z.optional(address),
  token_endpoint_auth_methods_supported: z.optional(z.array(z.string())),
  authorization_response_iss_parameter_supported: z.optional(z.boolean()),
});
export type IssuerDescription = z.infer<typeof shape>;

/** It is read again after this long; while the issuer does not answer the last one counts. */
const KEEP_MS = 600_000;
const COOL_DOWN_MS = 10_000;
const WAIT_MS = 2_500;
const GOOD = 200;

const ask = async (issuer: string, outbound: Outbound): Promise<IssuerDescription> => {
  const at = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const { status, body } = await askIssuer(at, { waitMs: WAIT_MS }, outbound);
  const read = shape.safeParse(body);
  if (status !== GOOD || !read.success) throw new IssuerInvalid('The sign-in server does not describe itself.');
  // One that describes another would have its own people vouched for by somebody else.
  if (read.data.issuer !== issuer) throw new IssuerInvalid('The sign-in server describes another one.');
  return read.data;
};

/** An issuer's description of itself, kept for a while in this process. */
export const makeDiscovery = (
  issuer: string,
  outbound: Outbound,
  now: () => number,
): (() => Promise<IssuerDescription>) => {
  let good: IssuerDescription | undefined;
  let last: { readonly at: number; readonly answer: Promise<IssuerDescription> } | undefined;
  return () => {
    const age = last ? now() - last.at : Number.POSITIVE_INFINITY;
    if (last && age < (good ? KEEP_MS : COOL_DOWN_MS)) return last.answer;
    const kept = good;
    const asked = ask(issuer, outbound).then((found) => {
      good = found;
      return found;
    });
    const answer = kept ? asked.catch(() => kept) : asked;
    answer.catch(() => undefined);
    last = { at: now(), answer };
    return answer;
  };
};
