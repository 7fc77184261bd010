import { HABITS } from '../../core/authorization/deadlines.ts';
import { payerClocks } from '../../core/authorization/payer-clocks.ts';
import { isAwaitingAuthorization, type RealisticDay, realisticDay } from '../../core/authorization/realistic-day.ts';
import type { CoverageVerdict } from '../../core/model/assessment.ts';
import { onBusinessDay } from '../../core/model/business-days.ts';
import { hoursAfter } from '../../core/model/dates.ts';
import type { Determination, DueClock } from '../../core/model/determination.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { startOfDay } from '../assess/local-day.ts';
import { requestUnder } from '../assess/payer-request.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

interface Waiting {
  readonly determination: Pick<Determination, 'authorizationRequired' | 'state' | 'payer'>;
  readonly verdict: Pick<CoverageVerdict, 'coverage' | 'payers'>;
  readonly inquiry: Pick<Inquiry, 'facts'>;
  /** Clocks that run already. */
  readonly clocks: readonly DueClock[];
}
interface At {
  readonly tenant: Pick<Tenant, 'habits' | 'payerLeadDays'>;
  readonly timeZone: string;
  /** ISO instant. */
  readonly now: string;
}

/** The earliest day a visit can realistically be booked for, where a rule dates the payer's answer. */
export const realisticSlot = (
  { determination, verdict, inquiry, clocks }: Waiting,
  { tenant, timeZone, now }: At,
  { rules, codebook, clock }: Pick<Ports, 'rules' | 'codebook' | 'clock'>,
): RealisticDay | undefined => {
  if (!isAwaitingAuthorization(determination)) return undefined;
  const dayOf = (instant: string) => clock.dateIn(timeZone, instant);
  const holidays = codebook.holidays();
  const leadDays = tenant.payerLeadDays?.find(({ payer }) => payer === determination.payer)?.days ?? 0;
  const common = { today: dayOf(now), leadDays, holidays };
  if (determination.state === 'submitted') return realisticDay({ ...common, clocks }, dayOf);
  const { submitWithinHours } = { ...HABITS, ...tenant.habits };
  const ready = hoursAfter(now, submitWithinHours);
  const sentOn = onBusinessDay(dayOf(ready), holidays);
  const sent = sentOn === dayOf(ready) ? ready : startOfDay(sentOn, timeZone, clock);
  const asked = { ...requestUnder(verdict, inquiry, rules), receivedAt: sent, completeAt: sent };
  return realisticDay({ ...common, clocks: payerClocks(asked, codebook, dayOf), sentOn }, dayOf);
};
