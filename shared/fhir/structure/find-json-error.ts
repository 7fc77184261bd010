import { placeOf } from './json-shape.ts';

/** The tokens of RFC 8259; strings are unrolled so that a long one does not overflow the regular expression's stack. */
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings may not contain them
  /[ \t\r\n]*("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:])/y;

/** Which token kinds may follow, by state: `{` object open, `k` key, `[` list open, `v` value … */
const FOLLOWERS: Readonly<Record<string, string>> = {
  start: 'v{[',
  '{': 'k}',
  '[': 'v{[]',
  key: ':',
  colon: 'v{[',
  'comma in object': 'k',
  'comma in list': 'v{[',
  'value in object': ',}',
  'value in list': ',]',
  end: '',
};

const kindOf = (token: string, expected: string): string => {
  if ('{}[],:'.includes(token)) return token;
  return token.startsWith('"') && expected.includes('k') ? 'k' : 'v';
};

const wordsFor = (text: string, offset: number): string => {
  if (!text.slice(offset).trim()) return 'it ends too early';
  return `something unexpected at ${placeOf(text, offset)}`;
};

/** Where a text stops being JSON, without quoting it: parsers' own messages quote it, and it may hold a name. */
export const findJsonError = (text: string): string => {
  const open: string[] = [];
  let state = 'start';
  let offset = 0;
  TOKEN.lastIndex = 0;
  const afterValue = () => {
    const inside = open.at(-1);
    return inside === undefined ? 'end' : inside === '{' ? 'value in object' : 'value in list';
  };
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [whole, token = ''] = match;
    const expected = FOLLOWERS[state] ?? '';
    const kind = kindOf(token, expected);
    if (!expected.includes(kind)) break;
    offset = match.index + whole.length;
    if (kind === '{' || kind === '[') {
      open.push(kind);
      state = kind;
    } else if (kind === '}' || kind === ']') {
      open.pop();
      state = afterValue();
    } else if (kind === 'k') state = 'key';
    else if (kind === ':') state = 'colon';
    else if (kind === ',') state = open.at(-1) === '{' ? 'comma in object' : 'comma in list';
    else state = afterValue();
  }
  const gap = /[ \t\r\n]*/y;
  gap.lastIndex = offset;
  return wordsFor(text, offset + (gap.exec(text)?.[0].length ?? 0));
};
