import type { Coding, Extension, Reference } from 'fhir/r4';
import type { Determination } from '../../../core/model/determination.ts';
import type { Canonicals } from '../../canonical.ts';
import { billingCoding } from '../billing-coding.ts';
import { canonicalPart, codePart, codingPart, referencePart, textPart } from '../extension-part.ts';
import { checkCoverageInformation } from './check-coverage-information.ts';
import { type CoverageDetails, coverageDetails } from './coverage-details.ts';
import type { CrdVersion } from './crd-version.ts';

interface CoverageStatement {
  readonly determination: Determination;
  /** The coverage as the server that holds the order references it. */
  readonly coverage: Reference;
  readonly assertionId: string;
  /** Local date of the answer, YYYY-MM-DD. */
  readonly date: string;
  readonly details?: CoverageDetails;
}

const REASONS = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp';
/** Reason codes each release has; other reasons are text only. */
const CODED_REASONS: Readonly<Record<CrdVersion, readonly string[]>> = {
  '2.0': ['gold-card'],
  '2.1': ['gold-card'],
  '2.2': ['gold-card', 'no-member-found', 'no-active-coverage', 'coverage-not-found'],
};
const NO_REASON_GIVEN = 'The answer rests on what this order and its chart say.';
const NUMBER_MISSING = 'An approval is on file without its number; the number is still needed.';

type Words = Pick<Determination, 'covered' | 'paNeeded'>;

/** `not-covered` leaves nothing to authorize; an approval counts as one only with its number. */
const wordsOf = ({ covered, paNeeded = 'conditional', approval }: Determination): Words => {
  if (covered === 'not-covered') return { covered };
  return { covered, paNeeded: paNeeded === 'satisfied' && !approval?.number ? 'auth-needed' : paNeeded };
};

const isOpen = ({ covered, paNeeded }: Words): boolean => covered === 'conditional' || paNeeded === 'conditional';

/** Present if and only if something is conditional; only the newest release can ask for a more specific code. */
const infoOf = (words: Words, { infoNeeded }: Determination, version: CrdVersion): readonly string[] => {
  if (!isOpen(words)) return [];
  const known = infoNeeded.map((code) => (code === 'detail-code' && version !== '2.2' ? 'OTH' : code));
  return known.length ? [...new Set(known)] : ['OTH'];
};

/** The first release allows one code, and has none for forms a patient fills in. */
const docsOf = ({ docNeeded }: Determination, version: CrdVersion): readonly string[] => {
  if (version !== '2.0') return [...new Set(docNeeded)];
  const kinds = new Set(docNeeded.map((kind) => (kind === 'clinical' ? kind : 'admin')));
  return kinds.size > 1 ? ['both'] : [...kinds];
};

const concept = (text: string, code?: string): Extension => {
  const coding: Coding[] = code ? [{ system: REASONS, code }] : [];
  return { url: 'reason', valueCodeableConcept: { ...(coding.length ? { coding } : {}), text } };
};

/** Every reason carries its sentence; the first also its code, where the release has one. */
const reasonsOf = (
  words: Words,
  { reasons, noCoverageReason, paNeeded, waiver }: Determination,
  version: CrdVersion,
) => {
  const lostNumber = paNeeded === 'satisfied' && words.paNeeded === 'auth-needed' ? [NUMBER_MISSING] : [];
  const said = [...lostNumber, ...reasons].map((text) => text.trim()).filter(Boolean);
  const why = noCoverageReason ?? (waiver?.kind === 'exemption' ? 'gold-card' : undefined);
  const code = why && CODED_REASONS[version].includes(why) ? why : undefined;
  return (said.length ? said : [NO_REASON_GIVEN]).map((text, index) => concept(text, index === 0 ? code : undefined));
};

/**
 * What the payer's rules say about one order under one coverage, as CRD's coverage-information extension on the order
 * itself, valid in the release asked for.
 */
export const writeCoverageInformation = (
  { determination, coverage, assertionId, date, details = {} }: CoverageStatement,
  version: CrdVersion,
  canonicals: Canonicals,
): Extension => {
  const words = wordsOf(determination);
  const docs = docsOf(determination, version);
  const asks = words.paNeeded === 'auth-needed' || words.paNeeded === 'performpa';
  const [code, ...others] = determination.codes;
  const approved = words.paNeeded === 'satisfied' ? determination.approval?.number : undefined;
  const until = approved && version !== '2.0' ? determination.approvalWindow?.end : undefined;
  const written: Extension = {
    url: canonicals.coverageInformation,
    extension: [
      ...referencePart('coverage', coverage),
      ...codePart('covered', words.covered),
      ...codePart('pa-needed', words.paNeeded),
      ...docs.flatMap((kind) => codePart('doc-needed', kind)),
      ...codePart('doc-purpose', docs.length && asks ? 'withpa' : undefined),
      ...infoOf(words, determination, version).flatMap((kind) => codePart('info-needed', kind)),
      ...(code && others.length === 0 ? codingPart('billingCode', billingCoding(code)) : []),
      ...reasonsOf(words, determination, version),
      ...coverageDetails(details, version),
      ...canonicalPart('questionnaire', determination.docNeeded.includes('clinical') ? canonicals.questionnaire : ''),
      { url: 'date', valueDate: date },
      ...textPart('coverage-assertion-id', assertionId),
      ...textPart('satisfied-pa-id', approved),
      ...(until ? [{ url: 'expiry-date', valueDate: until }] : []),
    ],
  };
  const broken = checkCoverageInformation(written, version);
  if (broken.length) throw new Error(`A coverage-information statement breaks ${broken.join(', ')}.`);
  return written;
};
