import type { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { dayFrom } from '../../local/day-after.ts';
import { daysBetween } from '../today.ts';

interface EndingRule {
  readonly payer: string;
  readonly id: string;
  readonly lastDay: string;
}

/** Versions in force today that end within a number of days, without a successor. */
export const rulesEnding = (
  rules: Pick<ReturnType<typeof loadRules>, 'payers' | 'select'>,
  today: string,
  days: number,
): readonly EndingRule[] =>
  rules.payers.flatMap(({ id: payer }): readonly EndingRule[] => {
    const { ruleset } = rules.select(payer, today) ?? {};
    const lastDay = ruleset?.effectiveTo;
    if (!ruleset || !lastDay || daysBetween(today, lastDay) > days || rules.select(payer, dayFrom(lastDay, 1)))
      return [];
    return [{ payer, id: ruleset.id, lastDay }];
  });
