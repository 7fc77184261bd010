import type { CheckedClaim, ClaimDraft } from '../model/claim.ts';
import { elementOf, textOf } from '../read/element.ts';
import { codesOfClaim, readAssessment } from '../read/read-determination.ts';
import type { Transport } from '../transport/transport.ts';
import { writeClaim } from '../write/write-claim.ts';

export interface ClaimCalls {
  /** What a payer would likely object to: a draft, or a Claim as JSON. Nothing is filed and nothing is stored. */
  checkClaim(claim: ClaimDraft | string): Promise<CheckedClaim>;
}

/** Our identifiers of payers stand below the address of the definitions. */
const NAMES = '/r4/NamingSystem/payer';

export const claimCalls = (transport: Transport, today: () => string): ClaimCalls => {
  let base: Promise<string> | undefined;
  const openBase = (): Promise<string> => {
    base ??= transport.json({ path: NAMES }).then((found) => {
      const [first = {}] = Array.isArray(elementOf(found).uniqueId)
        ? (elementOf(found).uniqueId as readonly unknown[]).map(elementOf)
        : [];
      return textOf(first.value).replace(/\/NamingSystem\/.*$/, '');
    });
    base.catch(() => {
      base = undefined;
    });
    return base;
  };
  return {
    checkClaim: async (claim) => {
      const body = typeof claim === 'string' ? claim : writeClaim(claim, await openBase(), today());
      const checked = await transport.json({ method: 'POST', path: '/r4/Claim/$check', body });
      // Only what was taken as JSON gets here.
      return readAssessment(checked, codesOfClaim(JSON.parse(body)));
    },
  };
};
