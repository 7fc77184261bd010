import type { Ports, Tenant } from '../../../shared/app/ports/ports.ts';
import { dayFrom } from '../day-after.ts';
import { practiceScript } from './practice-script.ts';
import { PRACTISED_PAYER } from './practice-settings.ts';
import { scriptsIn } from './script.ts';

type Roster = Parameters<Ports['roster']['put']>[1];

/** First day of a member of the payer to practise on, counted from today. */
const PRACTISED_SINCE = -300;

/** Members of the payer to practise on: an order of one is answered as of a member, and then sent there. */
const practised = (others: readonly { readonly member: string }[]) =>
  practiceScript()
    .members.filter(({ member }) => !others.some((one) => one.member === member))
    .map(({ member }) => ({
      payer: PRACTISED_PAYER,
      member,
      start: PRACTISED_SINCE,
      end: undefined,
      rostered: true,
    }));

/** Members of the scripts at payers whose rosters are complete: whoever is not on them is no member. */
export const scriptMembers = ({ rosterComplete }: Tenant, today: string): Roster => {
  const scripted = [...scriptsIn('situations'), ...scriptsIn('demo-day')].flatMap(({ coverages }) => coverages);
  return [...scripted, ...practised(scripted)].flatMap(({ payer, member, start, end, rostered }) =>
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
};
