import type { Claim, ClaimItem, CodeableConcept, Reference } from 'fhir/r4';
import { compact } from '../../../../core/model/compact.ts';
import type { PlacedNumber } from '../../../../core/model/message/inquiry.ts';
import type { Entry } from '../../message/entry.ts';
import { find, type Reading } from '../../reading.ts';

/** PAS: the authorization number of an item, given earlier. */
const ITEM_NUMBER = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-authorizationNumber';

const WORDS = /\b(pre|prior)?[ -]?auth(orization)?([ -]?(number|ref))?\b|\bpreauth/i;
const OTHER_WORDS = /referral/i;

/** Whether supporting information is an authorization number; a referral number is another thing. */
const isAuthorization = ({ text, coding = [] }: CodeableConcept): boolean => {
  const words = [text, ...coding.flatMap(({ code, display }) => [code, display])].filter((one) => one !== undefined);
  return words.some((one) => WORDS.test(one)) && !words.some((one) => OTHER_WORDS.test(one));
};

const given = (...numbers: readonly (string | undefined)[]): readonly string[] =>
  numbers.flatMap((number) => number?.trim() || []);

/** The number of an earlier answer of the payer, where the message holds it. */
const ofResponse = (response: Reference | undefined, request: Entry<Claim>, reading: Reading): readonly string[] =>
  given(find(reading, response, request, 'ClaimResponse')?.resource.preAuthRef, response?.identifier?.value);

const supporting = (claim: Claim, sequences?: ReadonlySet<number>): readonly string[] =>
  (claim.supportingInfo ?? [])
    .filter(({ sequence, category }) => isAuthorization(category) && (sequences?.has(sequence) ?? true))
    .flatMap(({ valueString, valueReference, code }) =>
      given(valueString, valueReference?.identifier?.value, valueString || valueReference ? undefined : code?.text),
    );

const ofItem = (claim: Claim, { extension = [], informationSequence }: ClaimItem): readonly string[] => [
  ...extension.flatMap(({ url, valueString, valueIdentifier }) =>
    url === ITEM_NUMBER ? given(valueString, valueIdentifier?.value) : [],
  ),
  ...(informationSequence ? supporting(claim, new Set(informationSequence)) : []),
];

/** Supporting information no item points to belongs to the whole claim. */
const ofWholeClaim = (claim: Claim): readonly string[] => {
  const pointed = new Set((claim.item ?? []).flatMap(({ informationSequence = [] }) => informationSequence));
  const free = (claim.supportingInfo ?? []).flatMap(({ sequence }) => (pointed.has(sequence) ? [] : [sequence]));
  return supporting(claim, new Set(free));
};

/**
 * Every authorization number of a claim: of an insurance, of a line, of supporting information. With one insurance its
 * numbers are the claim's; with several each counts under its own coverage.
 */
export const authorizationNumbers = (request: Entry<Claim>, reading: Reading): readonly PlacedNumber[] => {
  const claim = request.resource;
  const insurance = claim.insurance.toSorted((a, b) => a.sequence - b.sequence);
  const insured = insurance.flatMap(({ preAuthRef = [], coverage, claimResponse }): readonly PlacedNumber[] => {
    const held = coverage.reference ?? find(reading, coverage, request, 'Coverage')?.reference;
    const scope = insurance.length > 1 ? compact({ coverage: held }) : {};
    const numbers = [...given(...preAuthRef), ...ofResponse(claimResponse, request, reading)];
    return numbers.map((number) => ({ number, ...scope }));
  });
  const items = (claim.item ?? []).flatMap((item, index) =>
    [...new Set(ofItem(claim, item))].map((number) => ({ number, line: index + 1 })),
  );
  return [...insured, ...ofWholeClaim(claim).map((number) => ({ number })), ...items];
};
