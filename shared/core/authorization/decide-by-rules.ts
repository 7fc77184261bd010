import type { CoverageVerdict } from '../model/assessment.ts';
import { addDays } from '../model/dates.ts';
import type { Determination } from '../model/determination.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { LOINC_OF_DOCUMENT } from './review-documents.ts';
import type { ItemState, PendNeed } from './review-item.ts';

/** What of the payer a decision by rules rests on. */
export interface DecidingPayer {
  /** The payer has adopted the rules this determination is by. */
  readonly hasAdopted: boolean;
  /** Its answers count: then only its own roster says who is a member. */
  readonly isTest: boolean;
  readonly contact?: string | undefined;
  /** The policy of the determination. */
  readonly policy?: RulesetBundle | undefined;
  /** Local date of the decision. */
  readonly today: string;
  /** Last day the service may take place. */
  readonly serviceEnd: string;
  /** Number for what is certified now. */
  readonly number: string;
}

const REVIEWER = 'A reviewer will decide; nothing is needed from you now.';

const pended = (says: readonly string[], needs: readonly PendNeed[] = []): ItemState => ({ is: 'pended', needs, says });

const needsOf = ({ missing, documents }: Determination): readonly PendNeed[] => [
  ...missing.map(({ fact, question }): PendNeed => ({ kind: 'question', fact, question })),
  ...documents.flatMap((document): readonly PendNeed[] => {
    const loinc = LOINC_OF_DOCUMENT[document];
    return loinc === undefined ? [] : [{ kind: 'document', document, loinc }];
  }),
];

/** Rules of which any part is assumed decide nothing for a payer. */
const isFounded = ({ illustrative, assumed, ruleLevel }: Determination): boolean =>
  !illustrative && !assumed?.length && ruleLevel !== 'illustrative';

/** A criterion nobody assumed is met. */
const isShown = ({ necessity, criteria }: Determination): boolean =>
  necessity === 'met' && criteria.some(({ result, level }) => result === 'met' && level !== 'illustrative');

const isKnownMember = ({ inForce, source }: CoverageVerdict, isTest: boolean): boolean =>
  inForce === 'yes' && (isTest || source === 'roster' || source === 'payer');

/** From today, or from an earlier day of service, as many days as the policy says; where it says none, the days asked for. */
const periodOf = ({ serviceDate }: Determination, { policy, today, serviceEnd }: DecidingPayer) => {
  const validity = policy?.ruleset.validityDays;
  const days = validity && validity.evidence !== 'illustrative' ? validity.value : null;
  if (days === null) return { start: serviceDate, end: serviceEnd };
  return { start: serviceDate < today ? serviceDate : today, end: addDays(today, days) };
};

const certified = (one: Determination, payer: DecidingPayer): ItemState => {
  const period = periodOf(one, payer);
  if (payer.serviceEnd > period.end)
    return pended([
      `The service is asked for after ${period.end}, when an authorization given today would have ended.`,
    ]);
  return { is: 'certified', number: payer.number, issued: payer.today, period };
};

/**
 * What rules may say of one test: certify, not required, call, or leave it to a reviewer. Never that it is refused: an outcome
 * against the request is a reviewer's act.
 */
export const decideByRules = (one: Determination, verdict: CoverageVerdict, payer: DecidingPayer): ItemState => {
  const { advice } = one;
  if (!payer.hasAdopted) return pended(['This payer has not adopted rules for this service.', REVIEWER], needsOf(one));
  if (verdict.conflict || verdict.wrongPayer || verdict.payers.length !== 1) return pended([REVIEWER]);
  if (advice === 'ask-plan' && payer.contact !== undefined)
    return { is: 'referred', says: `The payer decides this by telephone: ${payer.contact}.` };
  if (advice === 'pa-pend-info') return pended(['Information is missing.'], needsOf(one));
  if (!isFounded(one) || one.findings.some(({ severity }) => severity === 'error'))
    return pended([REVIEWER], needsOf(one));
  if (one.serviceDateAssumed) return pended(['The date of service is missing.'], needsOf(one));
  if (!isKnownMember(verdict, payer.isTest)) return pended(['The membership is being confirmed.'], needsOf(one));
  if (advice === 'pa-likely-approve' && isShown(one)) return certified(one, payer);
  if (advice === 'proceed-no-pa' || advice === 'pa-not-required-setting')
    return { is: 'not-required', says: 'No prior authorization is required for this service.' };
  return pended([REVIEWER], needsOf(one));
};

/** A companion goes with the test it accompanies; any other service is a reviewer's. */
export const decideBeside = (one: Determination, lead: ItemState | undefined): ItemState =>
  one.role === 'companion' &&
  !one.findings.some(({ severity }) => severity === 'error') &&
  (lead?.is === 'certified' || lead?.is === 'not-required' || lead?.is === 'pended')
    ? lead.is === 'pended'
      ? pended(['Goes with the test it belongs to.'])
      : lead
    : pended(['Rules of this payer do not decide this service.', REVIEWER]);
