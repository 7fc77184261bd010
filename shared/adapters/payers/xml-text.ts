const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (_, hex, number, name) => {
    if (hex) return character(Number.parseInt(hex, 16));
    return number ? character(Number(number)) : (ENTITIES[String(name).toLowerCase()] ?? '');
  });

const CDATA_START = '<![CDATA[';
const CDATA_END = ']]>';

/** Text with its CDATA sections as they are and its entities replaced; tags in it are left as they stand. */
const textIn = (raw: string): string => {
  const [first = '', ...rest] = raw.split(CDATA_START);
  return [
    decoded(first),
    ...rest.map((part) => {
      const end = part.indexOf(CDATA_END);
      return end < 0 ? part : part.slice(0, end) + decoded(part.slice(end + CDATA_END.length));
    }),
  ].join('');
};

/** Longest prefix looked for: one of the receiver's own choice. */
const LONGEST_PREFIX = 40;

/** What stands between `<` and a name that begins at `at`: its prefix, if that is all. */
const prefixBefore = (xml: string, at: number): string | undefined => {
  const before = xml.slice(Math.max(0, at - LONGEST_PREFIX), at);
  return /<((?:[\w.-]+:)?)$/.exec(before)?.[1];
};

/**
 * Text of the first element of this local name, whatever its prefix: enough for an envelope's few fields, and linear. None
 * where there is no such element, or where it is not closed.
 */
export const elementText = (xml: string, name: string): string | undefined => {
  for (let at = xml.indexOf(name); at >= 0; at = xml.indexOf(name, at + name.length)) {
    const prefix = prefixBefore(xml, at);
    if (prefix === undefined || !/[\s/>]/.test(xml[at + name.length] ?? '')) continue;
    const end = xml.indexOf('>', at);
    if (end < 0) return undefined;
    if (xml[end - 1] === '/') return '';
    const close = xml.indexOf(`</${prefix}${name}>`, end);
    return close < 0 ? undefined : textIn(xml.slice(end + 1, close));
  }
  return undefined;
};
