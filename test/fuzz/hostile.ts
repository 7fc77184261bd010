/** Texts that have broken other people's servers. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\t\r\n',
  '\u0000',
  'a\u0000b',
  '\ufeff',
  '\u202e\u2066',
  '\ud800',
  '\udfff x',
  '👩‍⚕️❤️',
  'İıſK',
  'é'.normalize('NFD'),
  'x'.repeat(5_000),
  '%00%0d%0aSet-Cookie:x=1',
  '../../../../etc/passwd',
  '{{patient}}',
  '$'.concat('{7*7}'),
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '$(id)',
  '#',
  '#x',
  '##',
  'T#clinic#HEAD',
  '~~',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'undefined',
  'null',
  'NaN',
  '-0',
  '1e999',
  'Patient/',
  '/',
  'Patient/../Coverage/c1',
  'https://ehr.example/r4/Patient/p1/_history/1',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'urn:uuid:00000000-0000-0000-0000-000000000000',
  'urn:oid:1.2.3',
  'a|b',
  '|',
  'a,b',
  'ge2026-01-01',
  '(((((((((((((((((((((((((((a+)+)+)+)+)+)+)$',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
];

/** Dates and times, sound and otherwise. */
export const TIMES: readonly string[] = [
  '2026',
  '2026-06',
  '2026-06-15',
  '2026-02-30',
  '2024-02-29',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '2026-06-15T09:00:00',
  '2026-06-15T09:00:00Z',
  '2026-06-15T24:00:00Z',
  '2026-06-15T23:59:60Z',
  '2026-06-15T09:00:00+14:00',
  '2026-06-15T09:00:00-99:99',
  '2026-06-15T09:00:00.123456789012345678Z',
  '1900-01-01T00:00:00Z',
  '-2026-06-15',
];

export const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  1e-300,
  1e300,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  -(2 ** 31),
  2 ** 31,
  1.7976931348623157e308,
  99999,
  100,
];

/** Words that stand for each other: what the rules turn on. */
const CODE_GROUPS: readonly (readonly string[])[] = [
  [
    ...['93015', '93016', '93017', '93018', '93350', '93351', '78451', '78452', '78491', '78492', '75563', '93000'],
    ...['94621', 'A9500', 'J2785', 'J0153', '99213', '93306', '00000', 'C8928', '93352', '93320', '93325', '0439T'],
  ],
  ['R07.9', 'I25.10', 'Z01.810', 'Z13.6', 'I20.0', 'R06.02', 'E11.9', 'Z00.00', 'O99.419', 'I21.4', 'I44.7'],
  ['11', '19', '21', '22', '23', '24', '41'],
  ['EMER', 'IMP', 'AMB', 'OBSENC'],
  ['26', 'TC', '59', '76', 'GA'],
  ['routine', 'stat', 'urgent', 'asap'],
  ['female', 'male', 'unknown', 'other'],
  ['active', 'draft', 'cancelled', 'entered-in-error'],
  ['approved', 'denied', 'pended', 'partial', 'cancelled', 'not-required'],
  ['uhc-commercial', 'original-medicare', 'aetna-commercial', 'bcbs-carelon', 'medicaid', 'self-pay', 'nobody'],
  ['OH', 'TX', 'NY', 'PA', 'CA', 'ZZ'],
];
export const CODES: readonly string[] = CODE_GROUPS.flat();
/** The words that could stand where this one does. */
export const likeCode = (code: string): readonly string[] =>
  CODE_GROUPS.find((group) => group.includes(code)) ?? [code];

/** Names a JSON object has of itself, and names our own code looks for. */
export const NAMES: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'toJSON', 'length'],
  ...['resourceType', 'id', 'extension', 'modifierExtension', 'contained', 'meta', '_status', '_', '', 'reference'],
];
