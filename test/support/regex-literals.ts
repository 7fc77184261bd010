/** A regular expression as it stands in a source file. */
export interface Literal {
  readonly source: string;
  readonly flags: string;
}

/** What stands before a slash that begins a pattern; behind anything else it divides. */
const BEFORE = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|of|in|void|await|yield|do|else))\s*$/;

const endOfText = (code: string, from: number, quote: string): number => {
  let at = from + 1;
  while (at < code.length && code[at] !== quote) at += code[at] === '\\' ? 2 : 1;
  return at + 1;
};

const endOfPattern = (code: string, from: number): number => {
  let isInClass = false;
  for (let at = from + 1; at < code.length; at += code[at] === '\\' ? 2 : 1) {
    if (code[at] === '[') isInClass = true;
    if (code[at] === ']') isInClass = false;
    if (code[at] === '/' && !isInClass) return at;
  }
  return code.length;
};

/** Every literal pattern of a TypeScript file; comments and texts are passed over, what templates hold is not. */
export const regexLiterals = (code: string): readonly Literal[] => {
  const found: Literal[] = [];
  /** Brackets open inside `${…}` of each template around. */
  const templates: number[] = [];
  const passTemplate = (from: number): number => {
    for (let at = from; at < code.length; at += code[at] === '\\' ? 2 : 1) {
      if (code[at] === '`') return at + 1;
      if (code.startsWith('${', at)) {
        templates.push(0);
        return at + 2;
      }
    }
    return code.length;
  };
  for (let at = 0; at < code.length; ) {
    const one = code[at];
    const open = templates.at(-1);
    if (code.startsWith('//', at)) at = code.indexOf('\n', at) < 0 ? code.length : code.indexOf('\n', at);
    else if (code.startsWith('/*', at)) at = code.indexOf('*/', at) + 2;
    else if (one === "'" || one === '"') at = endOfText(code, at, one);
    else if (one === '`') at = passTemplate(at + 1);
    else if (open !== undefined && one === '}' && open === 0) {
      templates.pop();
      at = passTemplate(at + 1);
    } else if (open !== undefined && (one === '{' || one === '}')) {
      templates[templates.length - 1] = open + (one === '{' ? 1 : -1);
      at += 1;
    } else if (one === '/' && BEFORE.test(code.slice(Math.max(0, at - 40), at))) {
      const end = endOfPattern(code, at);
      const [flags = ''] = /^[dgimsuvy]*/.exec(code.slice(end + 1, end + 10)) ?? [];
      found.push({ source: code.slice(at + 1, end), flags });
      at = end + 1;
    } else at += 1;
  }
  return found;
};
