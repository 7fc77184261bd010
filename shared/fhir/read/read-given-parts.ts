import type { ParametersParameter } from 'fhir/r4';
import { LOINC_OF_DOCUMENT } from '../../core/authorization/review-documents.ts';
import { compact } from '../../core/model/compact.ts';
import { isNpi } from '../../core/model/keys/npi.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { GivenParts } from '../../core/submission/make-content.ts';
import type { RequestDocument } from '../../core/submission/request-content.ts';
import { openParts, type ParameterRule } from './parameter-parts.ts';
import { readText } from './parameter-values.ts';

/** Parameters of `$prepare-request`, as `definitions/request-operations.ts` publishes them. */
const PREPARE_PARAMETERS = {
  memberId: { value: 'valueString' },
  orderingNpi: { value: 'valueString' },
  renderingNpi: { value: 'valueString' },
  groupNpi: { value: 'valueString' },
  siteNpi: { value: 'valueString' },
  tin: { value: 'valueString' },
  note: { value: 'valueString' },
  expedited: { value: 'valueBoolean' },
  document: { value: 'valueAttachment', repeats: true },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** A document with its bytes, which are kept apart from what names it. */
export interface GivenDocument {
  readonly document: Omit<RequestDocument, 'digest'>;
  readonly base64: string;
}

const MOST_DOCUMENTS = 10;
const MEDIA_TYPE = /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/i;

type Read = (part: ParametersParameter, at: string) => Result<string>;
const wrong = (says: string, expression: string): Result<never> => refused({ code: 'value', says, expression });
const readNpi: Read = ({ valueString = '' }, at) =>
  isNpi(valueString) ? ok(valueString) : wrong('Must be an NPI.', at);
const readTin: Read = ({ valueString = '' }, at) => {
  const digits = valueString.replace(/-/g, '');
  return /^\d{9}$/.test(digits) ? ok(digits) : wrong('Must be a tax number of nine digits.', at);
};
const readWords: Read = ({ valueString = '' }, at) => readText(valueString, at);

/** Its title is a document kind of ours, a LOINC code, or words. */
const readDocument = ({ valueAttachment }: ParametersParameter, at: string): Result<GivenDocument> => {
  const { contentType = '', data, title = '' } = valueAttachment ?? {};
  if (!MEDIA_TYPE.test(contentType)) return wrong('A document needs its contentType.', `${at}.contentType`);
  if (!data) return wrong('A document needs its data, in base64.', `${at}.data`);
  const name = readText(title, `${at}.title`);
  if (!name.ok) return name;
  // A payer knows what it asked for by its LOINC type.
  const type = /^\d{1,7}-\d$/.test(title) ? title : LOINC_OF_DOCUMENT[title];
  const loinc = type ? { loinc: type } : {};
  return ok({ document: { name: name.value, ...loinc, contentType, state: 'attached' }, base64: data });
};

/** What a person adds to a request: numbers no message told, papers, a word to the reviewer. None of it is needed. */
export const readGivenParts = (
  message: unknown,
): Result<{ readonly given: GivenParts; readonly documents: readonly GivenDocument[] }> => {
  const opened = openParts(message, PREPARE_PARAMETERS);
  if (!opened.ok) return opened;
  const { all, one, problems } = opened.value;
  const given = compact({
    memberId: one('memberId', readWords),
    orderingNpi: one('orderingNpi', readNpi),
    renderingNpi: one('renderingNpi', readNpi),
    groupNpi: one('groupNpi', readNpi),
    siteNpi: one('siteNpi', readNpi),
    tin: one('tin', readTin),
    note: one('note', readWords),
    isExpedited: one('expedited', ({ valueBoolean }) => ok(valueBoolean === true)),
  });
  const documents = all('document', readDocument);
  if (documents.length > MOST_DOCUMENTS)
    return refused({
      code: 'too-long',
      says: `A request may carry at most ${MOST_DOCUMENTS} documents.`,
      expression: 'Parameters.parameter',
    });
  return problems.length ? refused(...problems) : ok({ given, documents });
};
