import type { Stores } from '../../shared/adapters/dynamodb/open-stores.ts';

/** Something the service acknowledged, and how to see at the end that it still holds it. */
export interface Kept {
  readonly what: string;
  readonly holds: (stores: Stores) => Promise<boolean>;
}

export interface Call {
  readonly url: string;
  /** Ends with the service. */
  readonly stopped: AbortSignal;
}

export const json = { 'content-type': 'application/fhir+json' };
export const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });

export const pick = (count: number): number => Math.floor(Math.random() * count);
export const SOURCE = 'demo-ehr';
/** What the EHR's subscription shows at the door. */
export const HOOK_SECRET = 'known-to-both';
