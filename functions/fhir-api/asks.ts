import { answer } from './answer.ts';
import { askEligibility } from './ask-eligibility.ts';
import { assess } from './assess.ts';
import { claimCheck } from './claim-check.ts';
import { eligibilitySubmit } from './eligibility-submit.ts';

/** What decides: loaded together, since nearly all of its code is the same. */
export const asks = {
  assess,
  'ask-eligibility': askEligibility,
  'eligibility-submit': eligibilitySubmit,
  'claim-check': claimCheck,
  answer,
};
