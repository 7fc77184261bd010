import * as z from 'zod/mini';
import type { SignInServer } from '../../../adapters/auth/sign-in/make-sign-in.ts';
import type { Config } from '../../config.ts';
import { isLoopback } from '../../loopback.ts';

const text = z.string().check(z.minLength(1), z.maxLength(500));
const issuer = z.string().check(z.regex(/^https?:\/\/[^\s?#]+$/, 'an address'));
const secret = z.string().check(z.regex(/^(arn|file):/, 'names a secret by arn: or file:, never holds it'));

/** `SIGN_IN`: the issuer, who we are there, and whose people it vouches for. */
const shape = z
  .strictObject({
    issuer,
    clientId: text,
    clientSecret: z.exactOptional(secret),
    tenant: z.exactOptional(text),
    tenantClaim: z.exactOptional(text),
    scope: z.exactOptional(z.string().check(z.regex(/^openid( [\x21-\x7e]+)*$/, 'openid first, then others'))),
  })
  .check(
    z.refine(
      ({ tenant, tenantClaim }) => (tenant === undefined) !== (tenantClaim === undefined),
      'one of tenant and tenantClaim',
    ),
  );

const refuse = (says: string): never => {
  throw new Error(`Configuration: SIGN_IN: ${says}`);
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** Where people sign in. Throws if it is invalid, or could not work: browsers keep its cookies over https only, or on this machine. */
export const readSignIn = ({
  SIGN_IN,
  PUBLIC_URL,
}: Pick<Config, 'SIGN_IN' | 'PUBLIC_URL'>): SignInServer | undefined => {
  if (SIGN_IN === undefined) return undefined;
  const read = shape.safeParse(parse(SIGN_IN));
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return refuse(wrong.join('; '));
  }
  const isSafe = (address: string): boolean => address.startsWith('https:') || isLoopback(address);
  if (!isSafe(read.data.issuer)) return refuse('issuer: an https address');
  return isSafe(PUBLIC_URL) ? read.data : refuse('PUBLIC_URL has to be https.');
};
