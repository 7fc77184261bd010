import type { Bundle, Parameters, ParametersParameter } from 'fhir/r4';
import type { ReviewerOf } from '../../../core/authorization/review-act.ts';
import { isUndecided } from '../../../core/authorization/review-item.ts';
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
  /** Items that can be appealed today, and until when. */
  readonly appealable: readonly { readonly sequence: number; readonly until?: string | undefined }[];
}

type PastEvent = ReviewRequest['history'][number];

/** What the person who acted said, and who it was. */
const actIn = (event: PastEvent): { readonly says?: string; readonly reviewer?: ReviewerOf } => {
  if ('signature' in event) return event.signature;
  if ('says' in event) return event;
  if ('reason' in event && event.reason !== undefined) return { says: event.reason };
  if (event.kind === 'assigned') return event.assignee === undefined ? {} : { says: event.assignee };
  const [first] = 'items' in event ? event.items : [];
  return first && 'review' in first.state ? (first.state.review ?? {}) : {};
};

/** Of an appeal, of its end, or of a decision on one. */
const levelParts = (event: PastEvent): ParametersParameter[] => {
  const [first] = 'items' in event ? event.items : [];
  const level =
    'level' in event ? event.level : first && 'review' in first.state ? first.state.review?.level : undefined;
  return level ? [{ name: 'level', valuePositiveInt: level }] : [];
};

const eventPart = (event: PastEvent): ParametersParameter => {
  const { says, reviewer } = actIn(event);
  return {
    name: 'event',
    part: [
      { name: 'at', valueDateTime: event.at },
      { name: 'by', valueString: event.by },
      { name: 'what', valueCode: event.kind },
      ...(says ? [{ name: 'says', valueString: says }] : []),
      ...(reviewer
        ? [
            { name: 'reviewer', valueString: reviewer.npi },
            { name: 'license', valueString: [reviewer.license, reviewer.licenseState].filter(Boolean).join(', ') },
          ]
        : []),
      ...levelParts(event),
      ...('outcome' in event ? [{ name: 'outcome', valueCode: event.outcome }] : []),
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

const isExtendable = ({ clock, isExtended, items }: ReviewRequest): boolean =>
  clock?.extendedTo !== undefined && !isExtended && items.some(isUndecided);

const appealParts = ({ appealable }: CaseContext): ParametersParameter[] => {
  const [until] = appealable.flatMap((one) => one.until ?? []).toSorted();
  return [
    ...appealable.map(({ sequence }) => ({ name: 'appealable', valuePositiveInt: sequence })),
    ...(until ? [{ name: 'appealUntil', valueDate: until }] : []),
  ];
};

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
    { name: 'extendable', valueBoolean: isExtendable(request) },
    ...appealParts(context),
    ...request.history.map(eventPart),
    ...(answered ? lineParts(request, answered, context) : []),
    { name: 'message', resource: message },
  ],
});
