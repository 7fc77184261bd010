import type { Assessment } from '../core/model/assessment.ts';
import { writeEligibilityResponse } from '../fhir/write/answer/write-eligibility-response.ts';
import { answerWriter } from './answer-text.ts';
import type { Container } from './container.ts';
import type { Reply } from './handler.ts';

/** Writes the answer to an order or an eligibility request, and says where it can be read again. */
export const keptAnswerWriter = (container: Container) => {
  const { canonicals, config } = container;
  const writer = answerWriter((one, detail) => writeEligibilityResponse(one, canonicals, detail), container);
  return {
    measure: writer.measure,
    reply: (assessment: Assessment): Reply => ({
      ...writer.reply(assessment),
      headers: { 'content-location': `${config.PUBLIC_URL}/r4/CoverageEligibilityResponse/${assessment.id}` },
    }),
  };
};
