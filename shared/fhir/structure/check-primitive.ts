import { checkDate, checkDateTime, checkInstant } from './check-date.ts';
import { type Flaw, valueKind } from './flaw.ts';

type Check = (value: unknown) => Flaw | undefined;

const badValue = (says: string): Flaw => ({ code: 'value', says });
const badKind = (expected: string, value: unknown): Flaw => ({
  code: 'structure',
  says: `must be ${expected}, found ${valueKind(value)}`,
});

const text =
  (flawOf: (value: string) => string | undefined): Check =>
  (value) => {
    if (typeof value !== 'string') return badKind('text', value);
    const says = value === '' ? 'is empty: leave it out instead' : flawOf(value);
    return says === undefined ? undefined : badValue(says);
  };

const matching = (pattern: RegExp, says: string) => text((value) => (pattern.test(value) ? undefined : says));

const wholeNumber =
  (least: number): Check =>
  (value) => {
    if (typeof value !== 'number') return badKind('a number', value);
    if (Number.isInteger(value) && value >= least && value <= 2_147_483_647) return undefined;
    return badValue(`must be a whole number from ${least} to 2147483647`);
  };

// R4 forbids control characters other than tab, line feed and carriage return.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the pattern looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const plainText = text((value) => (CONTROL.test(value) ? 'holds control characters' : undefined));
const uri = matching(/^\S+$/, 'must be an address without spaces');

const base64 = text((value) => {
  // The published pattern backtracks without limit on long attachments; removing white space first keeps this linear.
  const packed = /\s/.test(value) ? value.replace(/\s+/g, '') : value;
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed) ? undefined : 'is not base64';
});

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['boolean', (value) => (typeof value === 'boolean' ? undefined : badKind('true or false', value))],
  ['integer', wholeNumber(-2_147_483_648)],
  ['unsignedInt', wholeNumber(0)],
  ['positiveInt', wholeNumber(1)],
  [
    'decimal',
    (value) => {
      if (typeof value !== 'number') return badKind('a number', value);
      return Number.isFinite(value) ? undefined : badValue('is too large a number');
    },
  ],
  ['string', plainText],
  ['markdown', plainText],
  ['xhtml', matching(/^\s*<div[\s>/]/, 'must be one XHTML div')],
  ['code', matching(/^\S+( \S+)*$/, 'must be a code without leading, trailing or double spaces')],
  ['id', matching(/^[A-Za-z0-9\-.]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens or dots')],
  ['uri', uri],
  ['url', uri],
  ['canonical', uri],
  ['oid', matching(/^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, 'must be an OID written urn:oid:1.2.3')],
  [
    'uuid',
    matching(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID in lower case written urn:uuid:…'),
  ],
  ['base64Binary', base64],
  ['time', matching(/^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/, 'must be a time of day such as 09:30:00')],
  ['date', text(checkDate)],
  ['dateTime', text(checkDateTime)],
  ['instant', text(checkInstant)],
]);

/** One JSON value against an R4 primitive type: JSON kind, grammar, range, calendar. */
export const checkPrimitive = (type: string, value: unknown): Flaw | undefined => CHECKS.get(type)?.(value);
