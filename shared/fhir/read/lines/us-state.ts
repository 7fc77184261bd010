/** States and territories by two-letter postal code. */
const NAMES =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|' +
  'DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|' +
  'KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|' +
  'MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|' +
  'NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|' +
  'SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|' +
  'WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|' +
  'VI Virgin Islands';

const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.split('|').flatMap((row): readonly [string, string][] => {
    const code = row.slice(0, 2);
    return [
      [code, code],
      [row.slice(3).toUpperCase(), code],
    ];
  }),
);

/** The postal code of a US state, given as code (`FL`, `US-FL`) or name; undefined for anything else. */
export const usState = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : CODES.get(text.trim().toUpperCase().replace(/^US-/, ''));
