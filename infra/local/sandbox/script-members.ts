import type { Ports, Tenant } from '../../../shared/app/ports/ports.ts';
import { dayFrom } from '../day-after.ts';
import { scriptsIn } from './script.ts';

type Roster = Parameters<Ports['roster']['put']>[1];

/** Members of the scripts at payers whose rosters are complete: whoever is not on them is no member. */
export const scriptMembers = ({ rosterComplete }: Tenant, today: string): Roster =>
  [...scriptsIn('situations'), ...scriptsIn('demo-day')]
    .flatMap(({ coverages }) => coverages)
    .flatMap(({ payer, member, start, end, rostered }) =>
      payer && rostered && rosterComplete.includes(payer)
        ? [
            {
              payer,
              memberId: member,
              start: dayFrom(today, start),
              ...(end === undefined ? {} : { end: dayFrom(today, end) }),
              status: 'active' as const,
            },
          ]
        : [],
    );
