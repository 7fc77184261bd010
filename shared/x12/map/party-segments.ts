import type { PostalAddress, RequestParty } from '../../core/submission/request-content.ts';
import type { WrittenSegment } from '../syntax/write-x12.ts';
import { digitsIn, plainText } from './plain-text.ts';

/** Longest values of names, address lines and cities. */
const LONGEST = { family: 60, given: 35, line: 55, city: 30, phone: 256, postalCode: 15, tin: 50 } as const;

/** Identification code and its qualifier: the NPI, or else the tax number. */
const idOf = ({ npi, tin }: RequestParty): readonly string[] => {
  const number = digitsIn(npi, 80, 2);
  const tax = digitsIn(tin, 80, 2);
  return number ? ['XX', number] : tax ? ['24', tax] : [];
};

export const personOrOrganization = (
  entity: string,
  { name }: Pick<RequestParty, 'name'>,
  unnamed: '1' | '2',
  id: readonly (string | undefined)[],
): WrittenSegment => {
  const [type, last, first] =
    name && 'organization' in name ? ['2', name.organization] : [name ? '1' : unnamed, name?.family, name?.given];
  return ['NM1', entity, type, plainText(last, LONGEST.family), plainText(first, LONGEST.given), '', '', '', ...id];
};

export const addressSegments = (address: PostalAddress | undefined): readonly WrittenSegment[] => {
  if (!address) return [];
  const { lines, state } = address;
  const [first, second] = lines.flatMap((line) => plainText(line, LONGEST.line) ?? []);
  const city = plainText(address.city, LONGEST.city, 2);
  const code = digitsIn(address.postalCode, LONGEST.postalCode, 3);
  return [
    ...(first ? [['N3', first, second] as const] : []),
    ...(city ? [['N4', city, plainText(state, 2, 2), code] as const] : []),
  ];
};

const contactSegments = ({ phone, fax }: RequestParty): readonly WrittenSegment[] => {
  const [voice, paper] = [digitsIn(phone, LONGEST.phone), digitsIn(fax, LONGEST.phone)];
  const numbers = [...(voice ? ['TE', voice] : []), ...(paper ? ['FX', paper] : [])];
  return numbers.length ? [['PER', 'IC', '', ...numbers]] : [];
};

/** One person or organization of a request: name and number, tax number, address, phone and fax. */
export const partySegments = (entity: string, party: RequestParty, unnamed: '1' | '2'): readonly WrittenSegment[] => {
  const tax = party.npi ? digitsIn(party.tin, LONGEST.tin) : undefined;
  return [
    personOrOrganization(entity, party, unnamed, idOf(party)),
    ...(tax ? [['REF', 'EI', tax] as const] : []),
    ...addressSegments(party.address),
    ...contactSegments(party),
  ];
};
