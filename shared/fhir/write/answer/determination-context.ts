import { dueDayOf } from '../../../core/decide/next-action.ts';
import { patientShares } from '../../../core/explain/patient-share.ts';
import type { Assessment, CoverageAnswer, EligibilitySource } from '../../../core/model/assessment.ts';
import type { ChannelChoice } from '../../../core/model/channel.ts';
import type { Determination, DueClock } from '../../../core/model/determination.ts';
import type { PatientShare } from '../../../core/model/message/cost-sharing.ts';
import type { Inquiry } from '../../../core/model/message/inquiry.ts';
import type { Echo } from '../../echo.ts';
import { costSharingIn } from '../../payer-benefits.ts';
import { localDate } from '../../read/lines/read-dates.ts';

/** What an item holds besides its determination. */
export interface DeterminationContext {
  readonly eligibilitySource: EligibilitySource;
  /** Day on which that was known, local to the site. */
  readonly eligibilityAsOf?: string;
  /** Day of the answer, local to the site. */
  readonly today: string;
  /** What the payer said of copays and deductibles, if it is the source. */
  readonly benefits?: unknown;
  /** What it calls the plan. */
  readonly payerPlan?: string;
  /** What the patient pays of this line, by what the payer said. */
  readonly share?: PatientShare;
  readonly assertionId?: string;
  readonly clocks: readonly DueClock[];
  /** How its request is to be sent. */
  readonly channel?: ChannelChoice;
  /** Of a Claim: what it is for. */
  readonly use: Inquiry['use'];
  /** Day by which the payer must have decided, where its clock runs. */
  readonly dueBy: string | undefined;
  /** The number the caller identifies a line by: `Claim.item.sequence`, else its position. */
  readonly numberOf: (line: number) => number;
  /** Outward references of evidence the message names by `urn:uuid:`. */
  readonly evidence?: Echo['evidence'];
}

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
    ...(source === 'payer' && facts?.confirmed?.plan ? { payerPlan: facts.confirmed.plan } : {}),
    ...(assertionId ? { assertionId } : {}),
    clocks: waits ? assessment.clocks : [],
    ...(channel ? { channel } : {}),
    use: inquiry.use,
    dueBy: focal ? dueDayOf(assessment.clocks, dayOf) : undefined,
    ...(echo.evidence ? { evidence: echo.evidence } : {}),
    numberOf: (line) => echo.lines[line - 1]?.sequence ?? line,
  };
};

/** What the patient pays of each line, where the payer confirms a coverage that is in force and said what it asks for. */
export const sharesOf = ({ verdict, determinations }: CoverageAnswer): readonly (PatientShare | undefined)[] => {
  const { source, inForce, coverage } = verdict;
  const confirmed = source === 'payer' && inForce === 'yes' ? coverage?.confirmed : undefined;
  return confirmed ? patientShares(determinations, (codes) => costSharingIn(confirmed, codes)) : [];
};

/** The authorization number the answer rests on: an approval under the focal coverage that fits its line. */
export const matchedApproval = ({ answer }: Assessment): Determination['approval'] =>
  answer.coverages[0]?.determinations.find(({ paNeeded, approval }) => paNeeded === 'satisfied' && approval?.number)
    ?.approval;
