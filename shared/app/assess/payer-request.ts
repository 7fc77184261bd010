import type { RequestedOf } from '../../core/authorization/payer-clocks.ts';
import type { CoverageVerdict } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { RuleBook } from '../ports/rules.ts';

type About = Omit<RequestedOf, 'receivedAt' | 'completeAt' | 'channel' | 'expedited'>;

/** What decides which clock a request under this coverage is on. */
export const requestUnder = (
  { coverage, payers }: Pick<CoverageVerdict, 'coverage' | 'payers'>,
  { facts }: Pick<Inquiry, 'facts'>,
  { payers: known }: Pick<RuleBook, 'payers'>,
): About => {
  const [payer, another] = payers;
  const possible = another === undefined ? known.find(({ id }) => id === payer)?.planTypes : undefined;
  return {
    planTypes: coverage?.planType ? [coverage.planType] : (possible ?? []),
    kinds: coverage?.kinds,
    state: facts.siteState?.is === 'known' ? facts.siteState.value : undefined,
    funding: coverage?.funding,
  };
};
