import type { CommunicationRequest, Extension, Identifier, Reference, Task, TaskInput } from 'fhir/r4';
import { LOINC } from '../../../codes/systems.ts';
import type { PendNeed, ReviewItem } from '../../../core/authorization/review-item.ts';
import { conceptOf } from '../extensions.ts';
import { PAS_CODES, type PasVersion, pasDefinition } from '../names.ts';
import { reportTypeOf } from '../report-type.ts';

/** Who is asked for what, by whom, until when. */
export interface NeedsContext {
  readonly version: PasVersion;
  readonly items: readonly ReviewItem[];
  readonly patient: Reference;
  readonly insurer: Reference;
  readonly provider: Reference;
  readonly insurerIdentifier: Identifier;
  readonly providerIdentifier: Identifier;
  readonly request: Reference;
  /** Number of the pend. */
  readonly reference: string;
  readonly due: string | undefined;
  /** Where answers go. */
  readonly payerUrl: string;
  readonly authoredOn: string;
  /** Diagnosis a line was asked for. */
  readonly diagnosisOf: (line: number) => readonly Extension[];
}

interface LineNeed {
  readonly line: number;
  readonly need: PendNeed;
}

const lineNeeds = (items: readonly ReviewItem[]): readonly LineNeed[] =>
  items.flatMap(({ sequence, state }) =>
    state.is === 'pended' ? state.needs.map((need) => ({ line: sequence, need })) : [],
  );

const lineNumber = (line: number, name: string): Extension => ({ url: pasDefinition(name), valuePositiveInt: line });

/** More lines than these ask for a document together: its request names no line, and the Task still names each. */
const MOST_LINES_APART = 20;

interface Asked {
  readonly loinc: string;
  readonly line?: number;
}

const documentsAsked = (items: readonly ReviewItem[]): readonly Asked[] => {
  const linesOf = new Map<string, Set<number>>();
  for (const { line, need } of lineNeeds(items))
    if (need.kind === 'document') linesOf.set(need.loinc, (linesOf.get(need.loinc) ?? new Set()).add(line));
  return [...linesOf].flatMap(([loinc, lines]): readonly Asked[] =>
    lines.size > MOST_LINES_APART ? [{ loinc }] : [...lines].map((line) => ({ loinc, line })),
  );
};

/** One for each document missing: its LOINC type, and the line it is about, where it is not about many. */
export const writeCommunicationRequests = (context: NeedsContext): readonly CommunicationRequest[] => {
  const { version, items, insurer, provider, reference, patient, diagnosisOf } = context;
  return documentsAsked(items).map(({ loinc, line }) => {
    const name = line === undefined ? loinc : `${line}-${loinc}`;
    const numbered = line === undefined ? [] : [lineNumber(line, 'extension-serviceLineNumber')];
    const about = [...(version === '2.0.1' ? numbered : []), ...(line === undefined ? [] : diagnosisOf(line))];
    return {
      resourceType: 'CommunicationRequest',
      id: `${reference}-${name}`.slice(0, 64),
      ...(version === '2.2.1' && numbered.length ? { extension: numbered } : {}),
      identifier: [{ value: `${reference}-${name}` }],
      status: 'active',
      category: [reportTypeOf(loinc)],
      medium: [conceptOf(PAS_CODES, 'CDEX')],
      subject: patient,
      payload: [{ ...(about.length ? { extension: about } : {}), contentString: loinc }],
      requester: insurer,
      recipient: [provider],
      sender: insurer,
    };
  });
};

const input = (name: string, value: Partial<TaskInput>, extension: Extension[] = []): TaskInput => ({
  ...(extension.length ? { extension } : {}),
  type: conceptOf(PAS_CODES, name),
  ...value,
});

const taskOf = (
  { insurer, provider, insurerIdentifier, providerIdentifier, patient, request, due, payerUrl, ...rest }: NeedsContext,
  code: string,
  inputs: readonly TaskInput[],
): Task => ({
  resourceType: 'Task',
  id: `${rest.reference}-${code.slice('attachment-request-'.length)}`,
  identifier: [{ value: rest.reference }],
  status: 'requested',
  statusReason: { text: 'The decision waits for this.' },
  intent: 'order',
  code: conceptOf(PAS_CODES, code),
  for: patient,
  authoredOn: rest.authoredOn,
  requester: { ...insurer, identifier: insurerIdentifier },
  owner: { ...provider, identifier: providerIdentifier },
  reasonCode: conceptOf(PAS_CODES, 'priorAuthorization'),
  reasonReference: request,
  ...(due ? { restriction: { period: { end: due } } } : {}),
  input: [input('payer-url', { valueUrl: payerUrl }), ...inputs],
});

/** What is missing as work to do: documents to send, and questions to answer. */
export const writeNeedTasks = (context: NeedsContext): readonly Task[] => {
  const { version, items, reference } = context;
  const lineOf = (line: number): Extension[] => [
    version === '2.2.1'
      ? lineNumber(line, 'extension-serviceLineNumber')
      : { url: pasDefinition('extension-paLineNumber'), valueInteger: line },
  ];
  const needs = lineNeeds(items);
  const documents = needs.flatMap(({ line, need }) =>
    need.kind === 'document'
      ? [input('attachments-needed', { valueCodeableConcept: conceptOf(LOINC, need.loinc) }, lineOf(line))]
      : [],
  );
  const lines = [...new Set(needs.flatMap(({ line, need }) => (need.kind === 'question' ? [line] : [])))];
  const questions = lines.map((line) =>
    version === '2.2.1'
      ? input('questionnaire-context', { valueString: reference }, lineOf(line))
      : input('questionnaires-needed', { valueIdentifier: { value: reference } }, lineOf(line)),
  );
  return [
    ...(documents.length ? [taskOf(context, 'attachment-request-code', documents)] : []),
    ...(questions.length ? [taskOf(context, 'attachment-request-questionnaire', questions)] : []),
  ];
};
