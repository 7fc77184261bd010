import type { CommunicationRequest, Extension, FhirResource, Task, TaskInput } from 'fhir/r4';
import { LOINC } from '../../../codes/systems.ts';
import { LOINC_OF_DOCUMENT } from '../../../core/authorization/review-documents.ts';
import { compact } from '../../../core/model/compact.ts';
import type { PayerNeed } from '../../../core/submission/payer-response.ts';
import { documentWord } from '../../definitions/record-words.ts';
import { pasExtensions } from '../extensions.ts';
import { X12_REPORT_TYPE } from '../names.ts';
import type { OpenedResponse } from './open-responses.ts';
import { codeOf, dayOf, shortened, wordsOf } from './said-texts.ts';

/** A need, and the line it is about where one is named. */
interface LineNeed {
  readonly line?: number;
  readonly need: PayerNeed;
}

const MOST_NEEDS = 50;
const LOINC_CODE = /^\d{1,7}-\d$/;
/** 2.0.1 has two names for the line, on places of their own. */
const LINES = ['extension-serviceLineNumber', 'extension-paLineNumber'];

/** The releases number lines by two types. */
const lineOf = (...elements: readonly { readonly extension?: readonly Extension[] | undefined }[]) => {
  const [line] = elements.flatMap((one) => LINES.flatMap((name) => pasExtensions(one, name)));
  return line?.valuePositiveInt ?? line?.valueInteger;
};

/** A document by its type, in our words where we know it. */
const namedByType = (loinc: string): string => {
  const known = Object.keys(LOINC_OF_DOCUMENT).find((name) => LOINC_OF_DOCUMENT[name] === loinc);
  const words = known && documentWord(known);
  return words ? `${words} (LOINC ${loinc})` : `Document of LOINC type ${loinc}`;
};

const documentNeed = (loinc: string | undefined, says: string | undefined, due?: string): PayerNeed =>
  compact({
    kind: 'document' as const,
    says: says ?? (loinc ? namedByType(loinc) : 'A document'),
    loinc,
    due,
  });

/** A document asked for: its LOINC type, else its kind by X12 755, else in words. */
const fromCommunication = (request: CommunicationRequest): readonly LineNeed[] => {
  const { payload = [], category = [] } = request;
  const kind = category.find(({ coding = [] }) => coding.some(({ system }) => system === X12_REPORT_TYPE));
  const named = kind && (wordsOf(kind) ?? `Document of X12 report type ${codeOf(kind) ?? ''}`.trim());
  const due = dayOf(request.occurrencePeriod?.end ?? request.occurrenceDateTime);
  const asked = payload.map((one): LineNeed => {
    const { contentString: text } = one;
    const loinc = text !== undefined && LOINC_CODE.test(text) ? text : undefined;
    const says = loinc === undefined ? (text ? shortened(text) : named) : kind && wordsOf(kind);
    return compact({ line: lineOf(request, one), need: documentNeed(loinc, says, due) });
  });
  return asked.length || named === undefined
    ? asked
    : [compact({ line: lineOf(request), need: documentNeed(undefined, named, due) })];
};

const inputName = ({ type }: TaskInput): string => codeOf(type) ?? '';

/** What is asked as work to do: documents, and questions of a form. */
const fromTask = ({ input = [], restriction }: Task): readonly LineNeed[] => {
  const due = dayOf(restriction?.period?.end);
  return input.flatMap((one): readonly LineNeed[] => {
    const line = lineOf(one);
    const concept = one.valueCodeableConcept ?? {};
    const loinc = concept.coding?.find(({ system, code }) => system === LOINC && code)?.code;
    switch (inputName(one)) {
      case 'attachments-needed':
        return [compact({ line, need: documentNeed(loinc, wordsOf(concept), due) })];
      case 'questionnaire-context':
      case 'questionnaires-needed':
        return [
          compact({ line, need: compact({ kind: 'question' as const, says: 'Answer the payer’s questions.', due }) }),
        ];
      default:
        return [];
    }
  });
};

const keyOf = ({ line, need: { kind, loinc, says } }: LineNeed): string => `${line ?? ''} ${kind} ${loinc ?? says}`;

/** It answers alone: all that stands beside it is its own. */
const isAlone = ({ beside }: OpenedResponse): boolean =>
  beside.filter(({ resourceType }) => resourceType === 'ClaimResponse').length === 1;

/** The task names the request that this response answers, and no other beside it does. */
const isTaskOf = ({ response, beside }: OpenedResponse, { reasonReference }: Task): boolean => {
  const name = reasonReference?.reference;
  const answers = beside.filter((one) => one.resourceType === 'ClaimResponse' && one.request?.reference === name);
  return name !== undefined && answers.length === 1 && answers[0] === response;
};

const isAbout = ({ response, find }: OpenedResponse, resource: FhirResource): boolean =>
  (response.communicationRequest ?? []).some((one) => find(one) === resource);

/** Everything a payer wants before it decides; one thing told twice (a CommunicationRequest and a Task) is one. */
export const needsIn = (opened: OpenedResponse): readonly LineNeed[] => {
  const isOnly = isAlone(opened);
  const all = opened.beside.flatMap((resource): readonly LineNeed[] => {
    if (resource.resourceType === 'CommunicationRequest')
      return isOnly || isAbout(opened, resource) ? fromCommunication(resource) : [];
    return resource.resourceType === 'Task' && (isOnly || isTaskOf(opened, resource)) ? fromTask(resource) : [];
  });
  const byKey = new Map<string, LineNeed>();
  for (const one of all) {
    const known = byKey.get(keyOf(one));
    byKey.set(keyOf(one), known ? { ...known, need: { ...one.need, ...known.need } } : one);
  }
  return [...byKey.values()].slice(0, MOST_NEEDS);
};
