import type { QuestionnaireResponse } from 'fhir/r4';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { checkAnswers } from './clinical/answers/check-answers.ts';
import { mergeAnswers } from './clinical/answers/merge-answers.ts';
import { readQuestionnaireAnswers } from './clinical/answers/read-answers.ts';
import { type Entry, isFhirResource } from './message/entry.ts';
import { entriesOf, type Message, openMessage } from './message/message.ts';
import type { ReadingContext } from './reading.ts';

/** Answers to the clinical questionnaire, not yet compared with the order they are about. */
export interface GivenAnswers {
  /** Questions answered. */
  readonly count: number;
  /** Reference of who answered, as in the response. */
  readonly author?: string;
  /** The stored message with the answers in it; refused when they are about another patient. */
  onto(inquiry: Inquiry): Result<Inquiry>;
}

const onlyResponse = (message: Message): Result<Entry<QuestionnaireResponse>> => {
  const [only, more] = entriesOf(message, 'QuestionnaireResponse');
  const expression = message.root.resourceType;
  const code = expression === 'Bundle' ? 'required' : 'structure';
  if (!only) return refused({ code, says: 'Send a QuestionnaireResponse, alone or in a Bundle.', expression });
  return more
    ? refused({ code: 'duplicate', says: 'Send one QuestionnaireResponse at a time.', expression: more.path })
    : ok(only);
};

/** The logical id at the end of a reference. */
const idIn = (reference: string): string => reference.split('/').filter(Boolean).at(-1) ?? '';

const otherOrder = ({ resource, path }: Entry<QuestionnaireResponse>, orderId: string): readonly Problem[] =>
  (resource.basedOn ?? []).flatMap(({ reference }, index): readonly Problem[] => {
    const isOrder = reference?.split('/').at(-2) === 'ServiceRequest';
    return isOrder && reference && idIn(reference) !== orderId
      ? [{ code: 'value', says: 'The response is about another order.', expression: `${path}.basedOn[${index}]` }]
      : [];
  });

const isSubject = ({ subject }: QuestionnaireResponse, { index }: Message, { patient }: Inquiry): boolean => {
  const reference = subject?.reference;
  if (reference === undefined) return subject === undefined;
  const inMessage = (index.byType.get('Patient') ?? []).find((one) => one.reference === reference)?.resource.id;
  return [idIn(patient.reference), patient.id].some(
    (id) => id !== undefined && [idIn(reference), inMessage].includes(id),
  );
};

/**
 * Reads answers sent for an order on file: a response to the clinical questionnaire, alone or in a Bundle with whom it
 * refers to.
 * @param orderId the order in the path; a response that names another one is refused
 */
export const readAnswers = (value: unknown, orderId: string, context: ReadingContext): Result<GivenAnswers> => {
  if (!isFhirResource(value))
    return refused({ code: 'structure', says: 'Send a FHIR R4 resource.', expression: 'Resource' });
  const message = openMessage(value);
  if (!message.ok) return message;
  const entry = onlyResponse(message.value);
  if (!entry.ok) return entry;
  const { resource, path } = entry.value;
  const checked = checkAnswers(resource, path, context.canonicals);
  if (!checked.ok) return checked;
  const problems = otherOrder(entry.value, orderId);
  if (problems.length) return refused(...problems);
  const { codebook, canonicals, today, vouches } = context;
  // A response without an id is referred to by its content, so that the same one is known again.
  const reference = entry.value.reference || `QuestionnaireResponse/${context.digest(resource).slice(0, 40)}`;
  const entries = message.value.entries.map((one) => ({ resource: one.resource, reference: one.reference }));
  const chart = { entries, complete: new Set<string>(), reasons: [] };
  const author = resource.author?.reference ?? resource.source?.reference;
  return ok({
    count: checked.value,
    ...(author ? { author } : {}),
    onto: (inquiry) => {
      if (!isSubject(resource, message.value, inquiry))
        return refused({
          code: 'conflict',
          says: 'The response is about another patient than the order.',
          expression: `${path}.subject`,
        });
      const serviceDate = inquiry.lines[0]?.serviceDate ?? today;
      const findings = readQuestionnaireAnswers(resource, reference, {
        codebook,
        canonicals,
        serviceDate,
        vouches,
        chart,
      });
      const { facts, warnings } = mergeAnswers(inquiry.facts, findings);
      return ok({ ...inquiry, facts, warnings: [...new Set([...inquiry.warnings, ...warnings])] });
    },
  });
};
