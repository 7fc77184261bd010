import type { ReviewAct } from '../model/review.ts';
import { billingCoding } from './systems.ts';
import { parameter, write } from './write-parameters.ts';

const REASON = 'https://codesystem.x12.org/external/886';
const SPECIALTY = 'http://nucc.org/provider-taxonomy';
const NUCC = /^[0-9A-Z]{10}$/;

const specialtyOf = (specialty: string) =>
  NUCC.test(specialty) ? { coding: [{ system: SPECIALTY, code: specialty }] } : { text: specialty };

/** Parameters of `$review`. */
export const writeReview = (act: ReviewAct): string => {
  const {
    decision,
    items = [],
    npi,
    license,
    licenseState,
    specialty,
    reasons = [],
    criteria = [],
    evidence = [],
  } = act;
  const { says, lacksInformation, code, units } = act;
  return write([
    ...parameter('decision', 'valueCode', decision),
    ...items.flatMap((item) => parameter('item', 'valuePositiveInt', item)),
    ...parameter('reviewerNpi', 'valueString', npi),
    ...parameter('license', 'valueString', license),
    ...parameter('licenseState', 'valueCode', licenseState),
    ...parameter('specialty', 'valueCodeableConcept', specialtyOf(specialty)),
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
