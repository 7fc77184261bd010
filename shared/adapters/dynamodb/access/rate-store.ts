import type { SharedCount } from '../../../app/ports/access/rate.ts';
import { EXPIRY_ATTRIBUTE } from '../table.ts';
import { type TableAccess, updateItem } from '../table-access.ts';
import { guardKeys } from '../table-guards.ts';

/** An SDK retry may count twice, which only makes the limit slightly stricter. */
export const makeSharedCount = (table: TableAccess): SharedCount => ({
  add: async (tenant, caller, span, calls, most) => {
    const done = await updateItem(
      table,
      guardKeys.rate(tenant, caller, span.name),
      `ADD calls :calls SET ${EXPIRY_ATTRIBUTE} = :until`,
      {
        expression: 'attribute_not_exists(calls) OR calls < :most',
        values: { ':calls': calls, ':most': most, ':until': span.until },
      },
    );
    return done === 'refused' ? 'enough' : 'counted';
  },
});
