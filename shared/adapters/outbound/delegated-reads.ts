import { once } from 'node:events';
import type { DelegatedAnswer, DelegatedReads } from '../../app/ports/delegated-reads.ts';
import type { Outbound } from './outbound.ts';
import { textWithin } from './text-within.ts';

const GONE = [404, 410];
const FAILED: DelegatedAnswer = { is: 'failed' };

/**
 * Plain fetch instead of the FHIR client, which parses numbers: the resource must be returned digit for digit. No
 * redirect is followed, so the token goes only to the server it was issued for.
 */
export const makeDelegatedReads = (outbound: Outbound): DelegatedReads => ({
  read: async ({ base, token, origins, withinMs, budget }, addresses) => {
    const signal = AbortSignal.timeout(Math.max(1, withinMs));
    try {
      // Names are looked up there, which takes as long as it takes.
      await Promise.race([outbound(base, origins), once(signal, 'abort').then(() => Promise.reject(signal.reason))]);
    } catch {
      return addresses.map(() => FAILED);
    }
    const headers = { accept: 'application/fhir+json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const readOne = async (address: string): Promise<DelegatedAnswer> => {
      try {
        const response = await fetch(`${base}/${address}`, { headers, redirect: 'manual', signal });
        const text = await textWithin(response, budget);
        if (GONE.includes(response.status)) return { is: 'missing' };
        return response.ok && text !== undefined ? { is: 'found', text } : FAILED;
      } catch {
        return FAILED;
      }
    };
    return Promise.all(addresses.map(readOne));
  },
});
