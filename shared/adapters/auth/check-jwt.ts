import type { CryptoKey, FlattenedJWSInput, JWSHeaderParameters, JWTPayload } from 'jose';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { ok, type Result, refused } from '../../core/model/result.ts';

/** Allowed clock skew in seconds. */
export const SKEW_S = 30;

/** Finds the key a header names. Throws a jose error if there is none. */
export type FindKey = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

interface JwtRules {
  readonly issuer: string;
  /** Must be one of these exactly; absent: not checked. */
  readonly audience?: readonly string[];
  readonly algorithms: readonly string[];
  /** Claims that are required besides `exp`. */
  readonly claims: readonly string[];
  /** Seconds; absent: no limit beyond what the issuer set. */
  readonly longestLife?: number;
  /** The one key-set URL a token may name in `jku`; any other is refused. No `jku` is ever followed. */
  readonly keysAt?: string | undefined;
  readonly typ?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `exp` is required, so no token is valid forever. */
export type Claims = JWTPayload & { readonly exp: number };

export const refuseToken = (says: string): Result<never> => refused({ code: 'login', says });

/** Why jose rejected the token, in our words; contains nothing from the token. */
const wordsOf = (error: errors.JOSEError): string => {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return `The claim ${error.claim} is missing or wrong.`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'The token is signed with a key nobody knows here.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'This algorithm is not taken here.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature is wrong.';
  return 'The token cannot be read.';
};

const lifeProblem = ({ exp, iat }: Claims, { longestLife, now }: JwtRules): string | undefined => {
  const seconds = now / 1000;
  if (iat !== undefined && iat > seconds + SKEW_S) return 'The token was issued in the future.';
  if (longestLife === undefined) return undefined;
  const life = iat === undefined ? exp - seconds - SKEW_S : exp - iat;
  return life > longestLife ? `The token lives longer than ${longestLife} seconds.` : undefined;
};

const isComplete = (payload: JWTPayload): payload is Claims => typeof payload.exp === 'number';

const verify = async (token: string, findKey: FindKey, rules: JwtRules): Promise<Result<Claims>> => {
  const { kid, jku } = decodeProtectedHeader(token);
  if (!kid) return refuseToken('The header has to name the key: kid.');
  if (jku !== undefined && jku !== rules.keysAt) return refuseToken('The header names keys elsewhere: jku.');
  const { payload } = await jwtVerify(token, findKey, {
    issuer: rules.issuer,
    ...(rules.audience === undefined ? {} : { audience: [...rules.audience] }),
    ...(rules.typ === undefined ? {} : { typ: rules.typ }),
    algorithms: [...rules.algorithms],
    requiredClaims: ['exp', ...rules.claims],
    clockTolerance: SKEW_S,
    currentDate: new Date(rules.now),
  });
  if (!isComplete(payload)) return refuseToken('The claim exp is missing or wrong.');
  const problem = lifeProblem(payload, rules);
  return problem ? refuseToken(problem) : ok(payload);
};

/** The claims of a signed token that passes every rule. Never throws because of the token. */
export const checkJwt = async (token: string, findKey: FindKey, rules: JwtRules): Promise<Result<Claims>> => {
  try {
    return await verify(token, findKey, rules);
  } catch (error) {
    // jose throws a TypeError for a header that is not JSON.
    if (error instanceof errors.JOSEError) return refuseToken(wordsOf(error));
    if (error instanceof TypeError) return refuseToken('The token cannot be read.');
    throw error;
  }
};
