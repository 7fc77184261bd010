import { advise } from '../../app/advise.ts';
import type { Subject } from '../../cds-hooks/hook-service.ts';
import { pairSaid } from '../../cds-hooks/said.ts';
import { technicalResponse } from '../../cds-hooks/technical-response.ts';
import { type HookResponse, writeHookResponse } from '../../cds-hooks/write-hook-response.ts';
import type { Inquiry } from '../../core/inquiry.ts';
import type { House } from '../house.ts';
import { isRetryable } from '../retryable.ts';
import type { HookAsked } from './hook-asked.ts';
import { inTime } from './in-time.ts';
import { oursOf } from './ours-of.ts';
import { payerWords } from './payer-words.ts';

/** Orders and coverage are known, and still nobody could look. */
export const technical = (
  { call, caller }: HookAsked,
  subjects: readonly Subject[],
  coverage: string,
  says: string,
  { ports, canonicals }: House,
): HookResponse => {
  const date = ports.clock.dateIn(caller.tenant.timeZone, caller.receivedAt);
  const targets = subjects.map(({ order }) => order.resource);
  const assertionId = ports.digest.of([caller.tenant.id, coverage, targets, caller.receivedAt]).slice(0, 40);
  return technicalResponse(call, subjects, { coverage: { reference: coverage }, assertionId, date, says }, canonicals);
};

/** The answer, or by the hard stop that there is none; a table that does not respond is no failure of the order. */
export const adviseInTime = async (
  asked: HookAsked,
  subjects: readonly Subject[],
  inquiry: Inquiry,
  house: House,
): Promise<HookResponse> => {
  const { call, caller, stopAt } = asked;
  const { ports, canonicals } = house;
  const question = { inquiry, hook: call.service.hook, whatIf: !call.unsolicited };
  const reference = inquiry.coverages.find(({ focal }) => focal)?.reference ?? '';
  const ours = oursOf(subjects, inquiry, asked, house);
  const lost = (says: string) => technical(asked, ours, reference, says, house);
  try {
    const advice = await inTime(advise(question, caller, ports), stopAt - Date.now());
    if (advice === 'late') return lost('The answer did not come in time; ask again.');
    const said = pairSaid(subjects, advice.answer, advice.assertionIds, inquiry.facts, payerWords(ports.rules));
    return writeHookResponse({ call, said, today: advice.today }, ports.digest.of, canonicals);
  } catch (error) {
    if (!isRetryable(error)) throw error;
    ports.log.warn('hook-unanswered', { door: call.service.hook, errorName: error instanceof Error ? error.name : '' });
    return lost('The authorization records cannot be reached now; ask again.');
  }
};
