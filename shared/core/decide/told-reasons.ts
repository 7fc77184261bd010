import type { Assumption, Determination } from '../model/determination.ts';
import { NOT_VERIFIED } from '../model/evidence.ts';
import type { LineCase } from '../policy/line-case.ts';
import { approvalWindow } from '../policy/match-approval.ts';
import { INSIDE_WINDOW } from './authorization-rows.ts';
import type { Decided } from './decided.ts';
import { coverageNotShown, isCoverageInDoubt, needWords, usualDaysWords } from './headline.ts';
import { PA_SAYS, statesNeed } from './reasons.ts';

const USUAL: Readonly<Record<string, string>> = {
  [PA_SAYS.required]: `Prior authorization is usually required for this test at such plans; ${NOT_VERIFIED}.`,
  [PA_SAYS['not-required']]:
    `Prior authorization is usually not required for this test at such plans; ${NOT_VERIFIED}.`,
};
const usual = (says: string): string => USUAL[says] ?? `${says} That is usual at such plans; ${NOT_VERIFIED}.`;

/** What the row says, with labels where due. */
export const labelledReasons = (decided: Decided, assumed: readonly Assumption[]): readonly string[] =>
  decided.reasons.map((says) => labelled(says, decided, assumed));

/** A sentence that stands on our own choice or unsourced knowledge says so itself: people read one sentence, not a field. */
const labelled = (says: string, decided: Decided, assumed: readonly Assumption[]): string => {
  const { seen, onFile } = decided;
  if (assumed.includes('need') && (statesNeed(says) || says === seen?.policy.priorAuthSays)) return usual(says);
  if (assumed.includes('setting') && says === seen?.setting.says) return usual(says);
  const { end, usualDays } = onFile ? approvalWindow(onFile.approval, seen?.policy.ruleset) : {};
  return end && usualDays ? says.replace(INSIDE_WINDOW, usualDaysWords(end, usualDays)) : says;
};

/** The reasons as people are told them: labels where due, and doubt about coverage in the first sentence. */
export const toldReasons = (
  reasons: readonly string[],
  { doubt }: Pick<LineCase, 'doubt'>,
  decided: Decided,
  columns: Pick<Determination, 'authorizationRequired'>,
  assumed: readonly Assumption[],
): readonly string[] => {
  const told = reasons.map((says) => labelled(says, decided, assumed));
  const { advice, necessity } = decided;
  if (advice === 'proceed-no-pa' && doubt?.kind === 'none' && necessity !== 'none')
    return [`${needWords(false, assumed)}, but ${doubt.says}`, ...told];
  if (!isCoverageInDoubt({ advice, ...columns })) return told;
  const why = told.find((_, index) => !statesNeed(reasons[index] ?? ''));
  return why === undefined ? told : [coverageNotShown(why, assumed), ...told.filter((says) => says !== why)];
};
