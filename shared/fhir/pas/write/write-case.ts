import type { Bundle, Parameters, ParametersParameter } from 'fhir/r4';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import type { CoverageAnswer } from '../../../core/model/assessment.ts';
import type { Canonicals } from '../../canonical.ts';
import { writeDetermination } from '../../write/answer/write-determination.ts';
import { requestParts, type TestNames } from './write-request-row.ts';

interface CaseContext {
  readonly testNames: TestNames;
  readonly canonicals: Canonicals;
  /** Local date. */
  readonly today: string;
}

type PastEvent = ReviewRequest['history'][number];

const saysOf = (event: PastEvent): string | undefined => {
  if ('says' in event) return event.says;
  if (event.kind === 'assigned') return 'assignee' in event ? event.assignee : undefined;
  const [first] = 'items' in event ? event.items : [];
  return first && 'review' in first.state ? first.state.review?.says : undefined;
};
const reviewerOf = (event: PastEvent): string | undefined => {
  const [first] = 'items' in event ? event.items : [];
  return first && 'review' in first.state ? first.state.review?.reviewer.npi : undefined;
};

const eventPart = (event: PastEvent): ParametersParameter => {
  const [says, reviewer] = [saysOf(event), reviewerOf(event)];
  return {
    name: 'event',
    part: [
      { name: 'at', valueDateTime: event.at },
      { name: 'by', valueString: event.by },
      { name: 'what', valueCode: event.kind },
      ...(says ? [{ name: 'says', valueString: says }] : []),
      ...(reviewer ? [{ name: 'reviewer', valueString: reviewer }] : []),
    ],
  };
};

/** What the rules asked and found, line by line. */
const lineParts = (
  { items, clock }: ReviewRequest,
  { verdict, determinations }: Pick<CoverageAnswer, 'verdict' | 'determinations'>,
  { canonicals, today }: CaseContext,
): readonly ParametersParameter[] =>
  determinations.map((determination) => {
    const numberOf = (line: number): number => items[line - 1]?.sequence ?? line;
    const context = {
      eligibilitySource: verdict.source,
      today,
      clocks: clock ? [clock] : [],
      use: 'preauthorization' as const,
      dueBy: undefined,
      numberOf,
    };
    return {
      name: 'line',
      extension: [writeDetermination(determination, context, canonicals)],
      part: [
        { name: 'sequence', valuePositiveInt: numberOf(determination.line) },
        ...(items[determination.line - 1]?.codes.slice(0, 1) ?? []).map((code) => ({ name: 'code', valueCode: code })),
      ],
    };
  });

/** A case: the request as it stands, its history, what the rules said, and the message as it was sent. */
export const writeCase = (
  request: ReviewRequest,
  {
    message,
    answered,
  }: { readonly message: Bundle; readonly answered: Pick<CoverageAnswer, 'verdict' | 'determinations'> | undefined },
  context: CaseContext,
): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    ...requestParts(request, context.testNames),
    { name: 'extendable', valueBoolean: request.clock?.extendedTo !== undefined && !request.isExtended },
    ...request.history.map(eventPart),
    ...(answered ? lineParts(request, answered, context) : []),
    { name: 'message', resource: message },
  ],
});
