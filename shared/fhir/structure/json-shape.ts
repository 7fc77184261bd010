const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_LIST = 0x5d;

/** The quote that ends the string that began before `from`; the end of the text if there is none. */
const endOfString = (text: string, from: number): number => {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
};

/**
 * How deep a JSON text nests, and how many members its objects have as written (a name and its colon each), before it is
 * parsed. One pass, also over text that is not JSON.
 */
export const shapeOf = (text: string): { readonly depth: number; readonly members: number } => {
  let open = 0;
  let depth = 0;
  let members = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) index = endOfString(text, index + 1);
    else if (unit === COLON) members += 1;
    else if (unit === OPEN_OBJECT || unit === OPEN_LIST) depth = Math.max(depth, ++open);
    else if (unit === CLOSE_OBJECT || unit === CLOSE_LIST) open -= 1;
  }
  return { depth, members };
};

/** Names as FHIR and CDS Hooks have them; any other could be content in the wrong place, and is not repeated. */
const NAME = /^[A-Za-z_][A-Za-z]{0,63}$/;

/** For people: 1-based line and column. */
export const placeOf = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
};

/** The first name, in a text that is JSON, that its object already has, and where; escapes do not hide it. */
export const findRepeatedName = (text: string): string => {
  const objects: Set<string>[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === OPEN_OBJECT) objects.push(new Set());
    else if (unit === CLOSE_OBJECT) objects.pop();
    else if (unit === QUOTE) {
      const start = index;
      index = endOfString(text, index + 1);
      const colon = /[ \t\r\n]*:/y;
      colon.lastIndex = index + 1;
      if (!colon.test(text)) continue;
      const name: string = JSON.parse(text.slice(start, index + 1));
      const names = objects.at(-1);
      if (names?.has(name)) return `${NAME.test(name) ? `${name}, ` : ''}${placeOf(text, start)}`;
      names?.add(name);
    }
  }
  return 'somewhere';
};
