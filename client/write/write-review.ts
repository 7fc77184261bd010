import type { PeerAct, ReviewAct, Reviewer, SecondSignature } from '../model/review.ts';
import { billingCoding } from './systems.ts';
import { parameter, write } from './write-parameters.ts';

const REASON = 'https://codesystem.x12.org/external/886';
const SPECIALTY = 'http://nucc.org/provider-taxonomy';
const NUCC = /^[0-9A-Z]{10}$/;

const specialtyOf = (specialty: string) =>
  NUCC.test(specialty) ? { coding: [{ system: SPECIALTY, code: specialty }] } : { text: specialty };

const reviewerParameters = ({ npi, license, licenseState, specialty }: Reviewer) => [
  ...parameter('reviewerNpi', 'valueString', npi),
  ...parameter('license', 'valueString', license),
  ...parameter('licenseState', 'valueCode', licenseState),
  ...parameter('specialty', 'valueCodeableConcept', specialtyOf(specialty)),
];

/** Parameters of `$review`. */
export const writeReview = (act: ReviewAct): string => {
  const { decision, items = [], reasons = [], criteria = [], evidence = [] } = act;
  const { says, lacksInformation, code, units } = act;
  return write([
    ...parameter('decision', 'valueCode', decision),
    ...items.flatMap((item) => parameter('item', 'valuePositiveInt', item)),
    ...reviewerParameters(act),
    ...reasons.flatMap((one) =>
      parameter('reason', 'valueCodeableConcept', { coding: [{ system: REASON, code: one }] }),
    ),
    ...criteria.flatMap((one) => parameter('criterion', 'valueString', one)),
    ...evidence.flatMap((one) => parameter('evidence', 'valueString', one)),
    ...parameter('text', 'valueString', says),
    ...parameter('lacksInformation', 'valueBoolean', lacksInformation),
    ...parameter('code', 'valueCoding', code && billingCoding(code)),
    ...parameter('units', 'valuePositiveInt', units),
    ...parameter('extend', 'valueBoolean', decision ? undefined : true),
  ]);
};

/** Parameters of `$assign`; an empty name is nobody. */
export const writeAssignment = (assignee: string): string =>
  write(parameter('assignee', 'valueString', assignee || undefined));

/** Parameters of `$confirm`. */
export const writeSignature = (act: SecondSignature): string =>
  write([
    ...parameter('outcome', 'valueCode', act.outcome),
    ...reviewerParameters(act),
    ...parameter('text', 'valueString', act.says || undefined),
  ]);

/** Parameters of `$appeal` and `$withdraw-appeal`, and of `$peer-to-peer` where a conversation is asked for. */
export const writeAsked = (says: string): string => write(parameter('text', 'valueString', says));

/** Parameters of `$peer-to-peer` with what came of it. */
export const writePeerOutcome = (act: PeerAct): string =>
  write([
    ...parameter('outcome', 'valueCode', act.outcome),
    ...reviewerParameters(act),
    ...parameter('text', 'valueString', act.says),
  ]);
