import type { Codebook } from '../model/codebook.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { Procedure } from '../model/procedure.ts';

/** A line with exactly one billing code; lines with several candidate codes or none are not checked. */
export interface CodedLine {
  readonly service: ServiceFacts;
  readonly line: number;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly procedure?: Procedure;
  readonly date: string;
}

export const codedLines = (
  lines: readonly ServiceFacts[],
  codebook: Codebook,
  serviceDate: string,
): readonly CodedLine[] =>
  lines.flatMap((service) => {
    const [code, other] = service.codes;
    if (code === undefined || other !== undefined) return [];
    const procedure = codebook.procedure(code);
    const modifiers = service.modifiers.map((modifier) => modifier.toUpperCase());
    const coded = { service, line: service.line, code: code.toUpperCase(), modifiers };
    return [{ ...coded, date: service.serviceDate ?? serviceDate, ...(procedure ? { procedure } : {}) }];
  });

/** Tests and their companion services. Bundled services are out of scope, except in pair edits. */
export const isOurs = ({ procedure }: CodedLine): boolean =>
  procedure?.role === 'test' || (procedure?.role === 'companion' && procedure.companion !== 'bundled');

export const isTest = ({ procedure }: CodedLine): boolean => procedure?.role === 'test';

export const agreeOrUnknown = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined || a === b;

/** Same provider group on the same claim; unknown counts as the same. */
export const sameBiller = (a: CodedLine, b: CodedLine): boolean =>
  agreeOrUnknown(a.service.providerGroup, b.service.providerGroup) &&
  agreeOrUnknown(a.service.claimType, b.service.claimType);

/** Places the physician fee schedule pays at its facility rate: the technical part is the facility's there. */
export const isAtFacility = ({ service: { placeOfService } }: CodedLine, codebook: Codebook): boolean =>
  placeOfService !== undefined && codebook.placeOfService(placeOfService)?.rate === 'facility';

/** Modifiers that say that a service was a separate one. */
export const DISTINCT: readonly string[] = ['59', 'XE', 'XP', 'XS', 'XU'];
/** The modifiers that checks of two lines look at, in one order. */
export const codingModifiers = (modifiers: readonly string[]): readonly string[] =>
  ['25', '26', 'TC', 'JW', 'JZ', '76', '77', ...DISTINCT].filter((one) => modifiers.includes(one));

/** Where the limit is one drug test, a second one is reported on its own line with modifier 59 or XU. */
export const isSeparateDrugTest = ({ procedure, modifiers }: CodedLine): boolean =>
  procedure?.companion === 'agent' && (modifiers.includes('59') || modifiers.includes('XU'));

/** A few line numbers, and how many there are beside them. */
export const numbersOf = (lines: readonly CodedLine[]): string => {
  const named = lines.slice(0, MOST_NAMED).map(({ line }) => line);
  const more = lines.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
};
const MOST_NAMED = 6;

/** `26`, `TC`, or empty for the global service. */
export const componentOf = ({ modifiers }: CodedLine): '' | '26' | 'TC' =>
  modifiers.includes('26') ? '26' : modifiers.includes('TC') ? 'TC' : '';

export const listedLines = (codes: readonly string[], last: string): string =>
  codes.length < 2 ? codes.join('') : `${codes.slice(0, -1).join(', ')} ${last} ${codes.at(-1)}`;
