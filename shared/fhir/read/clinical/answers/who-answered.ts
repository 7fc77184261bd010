import type { CodeableConcept, Extension, FhirResource, QuestionnaireResponse, Reference } from 'fhir/r4';
import type { Chart } from '../chart.ts';

/** `clinician`: may vouch for a clinical fact; `other`: known, and may not; `not-said`: the sending system's statement. */
type Answerer = 'clinician' | 'other' | 'not-said';

const ORIGIN = /\/information-origin$/;
const AUTO = /^auto(-|$)/;
const TYPE = /(?:^|\/)(Patient|RelatedPerson|Device|Organization|PractitionerRole|Practitioner)(?:\/|$)/;

/** Roles of people who treat nobody, by code (HL7 practitioner-role) or by the words a role is named with. */
const CLERK_CODES: ReadonlySet<string> = new Set(['researcher', 'teacher', 'ict']);
const CLERK_WORDS: ReadonlySet<string> = new Set(
  'administrative administrator billing biller clerical clerk coder desk receptionist registrar scheduler scheduling secretary'.split(
    ' ',
  ),
);

const isClerk = (roles: readonly CodeableConcept[]): boolean =>
  roles.some(({ text = '', coding = [] }) => {
    const words = [text, ...coding.map(({ display = '' }) => display)]
      .join(' ')
      .toLowerCase()
      .split(/[^a-z]/);
    return coding.some(({ code = '' }) => CLERK_CODES.has(code)) || words.some((word) => CLERK_WORDS.has(word));
  });

/** What is read of whoever answered. */
type Who = Pick<FhirResource, 'resourceType'> & { readonly code?: readonly CodeableConcept[] };

const resolve = (
  { reference }: Reference,
  { contained = [] }: QuestionnaireResponse,
  { entries }: Chart,
): Who | undefined => {
  if (!reference) return undefined;
  if (reference.startsWith('#')) return contained.find(({ id }) => id === reference.slice(1)) as Who | undefined;
  return entries.find((entry) => entry.reference === reference || entry.reference.endsWith(`/${reference}`))
    ?.resource as Who | undefined;
};

/** By the resource, else by what the reference says of its type; a person nobody can tell the kind of is not said. */
const answererOf = (who: Reference | undefined, response: QuestionnaireResponse, chart: Chart): Answerer => {
  if (!who) return 'not-said';
  const resource = resolve(who, response, chart);
  const type = resource?.resourceType ?? who.type ?? TYPE.exec(who.reference ?? '')?.[1];
  if (type === 'Practitioner') return 'clinician';
  if (type === 'PractitionerRole') return isClerk(resource?.code ?? []) ? 'other' : 'clinician';
  return type === undefined ? 'not-said' : 'other';
};

const partOf = (extension: Extension | undefined, url: string): Extension | undefined =>
  extension?.extension?.find((part) => part.url === url);

/** Whose answer the form as a whole is: its author answers for it, else whoever gave the answers. */
const ofForm = (response: QuestionnaireResponse, chart: Chart): Answerer => {
  const author = answererOf(response.author, response, chart);
  return author === 'not-said' ? answererOf(response.source, response, chart) : author;
};

/**
 * Who gave one answer. Its own origin (Da Vinci DTR) comes before the form's author: an answer filled from the chart
 * is the sending system's statement, unless the form is known to be somebody else's. A signed-in person who is no clinician
 * cannot speak for one, whomever the form names; a clinician who sends a patient's answers does not make them their own.
 */
export const whoAnswered = (
  response: QuestionnaireResponse,
  chart: Chart,
  vouches?: boolean,
): ((extensions: readonly Extension[]) => Answerer) => {
  if (vouches === false) return () => 'other';
  const form = ofForm(response, chart);
  return (extensions) => {
    const origin = extensions.find(({ url }) => ORIGIN.test(url));
    const author = partOf(origin, 'author');
    if (!author || AUTO.test(partOf(origin, 'source')?.valueCode ?? '')) return form;
    const role = partOf(author, 'role')?.valueCodeableConcept;
    if (role && isClerk([role])) return 'other';
    const named = answererOf(partOf(author, 'practitioner')?.valueReference, response, chart);
    return named === 'not-said' ? form : named;
  };
};
