import { answer } from './answer.ts';
import { assess } from './assess.ts';
import { claimCheck } from './claim-check.ts';
import { eligibilitySubmit } from './eligibility-submit.ts';

/** What decides: loaded together, since nearly all of its code is the same. */
export const asks = { assess, 'eligibility-submit': eligibilitySubmit, 'claim-check': claimCheck, answer };
