import type { ClaimResponse, OperationOutcome } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { PayerRejection } from '../../../core/submission/payer-response.ts';
import { isFhirResource, listOf } from '../../read/message/entry.ts';
import { codeIn, pasExtensions, stringIn } from '../extensions.ts';
import { codeOf, shortened, wordsOf } from './said-texts.ts';

const MOST = 50;

/** X12 889: correct and send again, send again as it is, or do not; of what it does not say, a person corrects it. */
const FOLLOW_UP: Readonly<Record<string, PayerRejection['followUp']>> = {
  C: 'correct',
  R: 'resend',
  P: 'resend',
  N: 'stop',
};

/** Where in our request: a path, or a place of the 278 (2.0.1 as a string, 2.2 as a part). */
const placeOf = (error: NonNullable<ClaimResponse['error']>[number]): string | undefined => {
  const path = stringIn(error, 'extension-errorPath');
  const [element] = pasExtensions(error, 'extension-errorElement');
  return path ?? element?.valueString ?? element?.extension?.find(({ url }) => url === 'error')?.valueString;
};

/** Errors of a ClaimResponse. */
export const errorsOf = ({ error = [], processNote = [] }: ClaimResponse): readonly PayerRejection[] =>
  error.slice(0, MOST).map((one) => {
    const number = pasExtensions(one, 'extension-errorElement')[0]?.extension?.find(({ url }) => url === 'processNote');
    const note = processNote.find((said) => said.number !== undefined && said.number === number?.valuePositiveInt);
    const code = codeOf(one.code);
    const at = placeOf(one);
    return compact({
      code: code ?? 'unknown',
      followUp: FOLLOW_UP[codeIn(one, 'extension-errorFollowupAction') ?? ''] ?? ('correct' as const),
      says: wordsOf(one.code) ?? (note ? shortened(note.text) : `Reject reason ${code ?? 'unknown'} (X12 901).`),
      at: at === undefined ? undefined : shortened(at),
    });
  });

const isOutcome = (value: unknown): value is OperationOutcome =>
  isFhirResource(value) && value.resourceType === 'OperationOutcome';

/** What an OperationOutcome names as errors; of any other body nothing. */
export const issuesIn = (body: unknown, followUp: PayerRejection['followUp']): readonly PayerRejection[] => {
  if (!isOutcome(body)) return [];
  return listOf(body.issue)
    .slice(0, MOST)
    .flatMap((one): readonly PayerRejection[] => {
      const issue = one as Partial<OperationOutcome['issue'][number]> | null;
      if (!issue || (issue.severity !== 'error' && issue.severity !== 'fatal')) return [];
      const { code = 'processing', details = {}, diagnostics, expression, location } = issue;
      const says = (typeof details === 'object' && wordsOf(details)) || diagnostics;
      const [at] = listOf(expression ?? location);
      return [
        compact({
          code: String(code),
          followUp,
          says: shortened(typeof says === 'string' ? says : `The payer's server names the issue ${String(code)}.`),
          at: typeof at === 'string' ? shortened(at) : undefined,
        }),
      ];
    });
};
