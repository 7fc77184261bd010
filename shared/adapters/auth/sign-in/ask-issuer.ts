import { isObject } from '../../../core/model/is-object.ts';
import type { Outbound } from '../../outbound/outbound.ts';
import { textWithin } from '../../outbound/text-within.ts';

/** The issuer did not answer, or not in time. It may a moment later. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}
/** The issuer answered what no issuer may. */
export class IssuerInvalid extends Error {
  override readonly name = 'IssuerInvalid';
}

const LARGEST = 100_000;
const SERVER_ERROR = 500;
const TOO_MANY = 429;

/** Stops reading where an answer gets too long, whatever length it declares. */
const readText = async (response: Response): Promise<string> => {
  const text = await textWithin(response, { bytes: LARGEST });
  if (text === undefined) throw new IssuerInvalid('An answer of the sign-in server is too long.');
  return text;
};

const parse = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // No JSON is no object either.
  }
  throw new IssuerInvalid('An answer of the sign-in server is no JSON object.');
};

/**
 * One call of an issuer, over https and outside our own networks; it follows no redirect.
 * @throws IssuerUnavailable, IssuerInvalid
 */
export const askIssuer = async (
  address: string,
  { headers, waitMs, ...init }: RequestInit & { readonly waitMs: number },
  outbound: Outbound,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> => {
  if (!URL.canParse(address)) throw new IssuerInvalid('The sign-in server names no address.');
  await outbound(address, [new URL(address).origin]).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'OutboundRefused') throw new IssuerInvalid(error.message);
    throw new IssuerUnavailable('The name of the sign-in server does not resolve.');
  });
  const signal = AbortSignal.timeout(waitMs);
  const call = { ...init, signal, redirect: 'manual', headers: { accept: 'application/json', ...headers } } as const;
  try {
    const response = await fetch(address, call);
    const text = await readText(response);
    const { status } = response;
    if (status >= SERVER_ERROR || status === TOO_MANY)
      throw new IssuerUnavailable('The sign-in server answers with an error.');
    return { status, body: parse(text) };
  } catch (error) {
    if (error instanceof IssuerInvalid || error instanceof IssuerUnavailable) throw error;
    throw new IssuerUnavailable('The sign-in server does not answer.');
  }
};
