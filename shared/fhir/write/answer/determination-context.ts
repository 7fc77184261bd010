import { dueDayOf } from '../../../core/decide/next-action.ts';
import type { Assessment, CoverageAnswer } from '../../../core/model/assessment.ts';
import type { Determination } from '../../../core/model/determination.ts';
import type { Echo } from '../../echo.ts';
import { localDate } from '../../read/lines/read-dates.ts';
import type { DeterminationContext } from './write-determination.ts';

/**
 * What the assessment adds to a determination. Traceable ids and payer clocks belong to the focal coverage: only that
 * one becomes a record.
 */
export const determinationContext = (
  assessment: Assessment,
  echo: Echo,
  coverage: CoverageAnswer,
  index: number,
): DeterminationContext => {
  const { inquiry } = assessment;
  const focal = coverage === assessment.answer.coverages[0];
  const determination: Determination | undefined = coverage.determinations[index];
  const assertionId = focal ? assessment.assertionIds[index] : undefined;
  const channel = focal && determination ? assessment.channels?.[determination.line] : undefined;
  const waits = focal && determination?.role === 'test' && determination.authorizationRequired === true;
  const { source, coverage: facts } = coverage.verdict;
  const dayOf = (instant: string) => localDate(instant, inquiry.timeZone ?? 'UTC');
  return {
    eligibilitySource: source,
    today: dayOf(assessment.created),
    ...(source === 'none' ? {} : { eligibilityAsOf: dayOf(assessment.created) }),
    ...(source === 'payer' && facts?.confirmed ? { benefits: facts.confirmed.benefits } : {}),
    ...(assertionId ? { assertionId } : {}),
    clocks: waits ? assessment.clocks : [],
    ...(channel ? { channel } : {}),
    use: inquiry.use,
    dueBy: focal ? dueDayOf(assessment.clocks, dayOf) : undefined,
    ...(echo.evidence ? { evidence: echo.evidence } : {}),
    numberOf: (line) => echo.lines[line - 1]?.sequence ?? line,
  };
};

/** The authorization number the answer rests on: an approval under the focal coverage that fits its line. */
export const matchedApproval = ({ answer }: Assessment): Determination['approval'] =>
  answer.coverages[0]?.determinations.find(({ paNeeded, approval }) => paNeeded === 'satisfied' && approval?.number)
    ?.approval;
