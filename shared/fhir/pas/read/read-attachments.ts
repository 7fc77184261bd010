import type { DocumentReference, Identifier, Parameters, ParametersParameter } from 'fhir/r4';
import { BOUNDS } from '../../../core/model/bounds.ts';
import type { GivenAttachment, GivenIdentifier } from '../../../core/model/message/submitted-request.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { isFhirResource } from '../../read/message/entry.ts';
import { loincsIn } from './claim-documents.ts';

/** `$submit-attachment` (CDex) as it was read. */
interface ReadAttachments {
  readonly tracking: GivenIdentifier;
  readonly memberId: string;
  readonly attachments: readonly GivenAttachment[];
  readonly isFinal: boolean;
}

const at = (name: string): string => `Parameters.parameter.where(name = '${name}')`;
const problem = (code: Problem['code'], says: string, expression: string): Problem => ({ code, says, expression });

const named = ({ parameter = [] }: Parameters, name: string): readonly ParametersParameter[] =>
  parameter.filter((one) => one.name === name);

/** Once, by this name; another number of times is a problem. */
const only = (parameters: Parameters, name: string): ParametersParameter | undefined => {
  const [first, more] = named(parameters, name);
  return more ? undefined : first;
};

const identifierIn = ({ valueIdentifier, valueString }: ParametersParameter = { name: '' }): Identifier =>
  valueIdentifier ?? (valueString === undefined ? {} : { value: valueString });

const isDocument = (resource: unknown): resource is DocumentReference =>
  isFhirResource(resource) && resource.resourceType === 'DocumentReference';

const holdsBytes = ({ content }: DocumentReference): boolean => content.some(({ attachment }) => attachment.data);

type Read = { readonly attachment: GivenAttachment } | { readonly problems: readonly Problem[] };

const readOne = ({ part = [] }: ParametersParameter, index: number): Read => {
  const place = `${at('Attachment')}[${index}]`;
  const below = (name: string) => `${place}.part.where(name = '${name}')`;
  const contents = part.filter(({ name }) => name === 'Content');
  const [content] = contents;
  const document = content?.resource;
  const lines = part.flatMap(({ name, valueString }) => (name === 'LineItem' ? [Number(valueString)] : []));
  if (contents.length !== 1 || !isDocument(document))
    return { problems: [problem('required', 'Must hold one DocumentReference.', below('Content'))] };
  const code = part.find(({ name }) => name === 'Code')?.valueCodeableConcept;
  const loincs = [...new Set([...loincsIn(code), ...loincsIn(document.type)])];
  const problems = [
    ...(holdsBytes(document)
      ? []
      : [problem('required', 'The document has no data: its bytes come with it.', below('Content'))]),
    ...(loincs.length ? [] : [problem('required', 'Say what it is by a LOINC code.', below('Code'))]),
    ...(lines.every((line) => Number.isSafeInteger(line) && line > 0)
      ? []
      : [problem('value', 'Must be the sequence of an item.', below('LineItem'))]),
  ];
  return problems.length ? { problems } : { attachment: { loincs, lines } };
};

/** Reads documents for a request; all problems at once. */
export const readAttachments = (value: unknown): Result<ReadAttachments> => {
  if (!isFhirResource(value) || value.resourceType !== 'Parameters')
    return refused(problem('structure', 'Send Parameters.', 'Parameters'));
  const tracking = identifierIn(only(value, 'TrackingId'));
  const memberId = identifierIn(only(value, 'MemberId')).value;
  const given = named(value, 'Attachment');
  if (given.length > BOUNDS.attachments)
    return refused(problem('too-long', `May hold ${BOUNDS.attachments} attachments.`, at('Attachment')));
  const read = given.map(readOne);
  const to = only(value, 'AttachTo')?.valueCode;
  const problems = [
    ...(tracking.value ? [] : [problem('required', 'Is needed once, with a value.', at('TrackingId'))]),
    ...(memberId ? [] : [problem('required', 'Is needed once, with a value.', at('MemberId'))]),
    ...(to === 'preauthorization'
      ? []
      : [problem('value', 'Must be preauthorization: claims are not taken here.', at('AttachTo'))]),
    ...(given.length ? [] : [problem('required', 'Is needed at least once.', at('Attachment'))]),
    ...read.flatMap((one) => ('problems' in one ? one.problems : [])),
  ];
  if (problems.length || !tracking.value || !memberId) return refused(...problems);
  const { system, value: number } = tracking;
  return ok({
    tracking: { ...(system ? { system } : {}), value: number },
    memberId,
    attachments: read.flatMap((one) => ('attachment' in one ? [one.attachment] : [])),
    isFinal: only(value, 'Final')?.valueBoolean === true,
  });
};
