import { codingErrorsOf, decideRest, withCodingErrors } from '../decide/decide.ts';
import type { Determination } from '../model/determination.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { LineCase } from '../policy/line-case.ts';

/** Only a billing code proves that a line is another service; any other code, or none, leaves it open. */
const whatElse = ({ codes, ordered }: ServiceFacts): string => {
  if (codes.length) return 'This is not a cardiac stress test; nothing is held for it here.';
  return ordered?.length
    ? 'The ordered code is none of the cardiac stress tests known here.'
    : 'No code says which test is ordered; words are not read.';
};

/** A line that is no test and goes with none. */
export const answerOther = (line: LineCase): Determination => {
  const rest = decideRest({ ...line, procedures: [], approvals: [] });
  const answer: Determination = {
    ...rest,
    role: 'other',
    ...(rest.advice === 'no-active-coverage' ? {} : { reasons: [whatElse(line.service)] }),
  };
  return withCodingErrors(answer, codingErrorsOf(line));
};
