import type { Nonces } from '../../../app/ports/access/client.ts';
import { EXPIRY_ATTRIBUTE } from '../table.ts';
import { putItem, type TableAccess } from '../table-access.ts';
import { identityKeys } from '../table-identity.ts';

/** One conditional write decides, whichever process receives the other copy. */
export const makeNonceStore = (table: TableAccess): Nonces => ({
  claim: async (holder, id, until) => {
    const item = { ...identityKeys.nonce(holder, id), [EXPIRY_ATTRIBUTE]: until };
    const done = await putItem(table, item, { expression: 'attribute_not_exists(pk)' });
    return done === 'written' ? 'new' : 'seen';
  },
});
