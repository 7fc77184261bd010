import type { Literal } from './regex-literals.ts';

/** Part of a pattern: a text that it matches, and where it may repeat without end. */
interface Atom {
  readonly source: string;
  /** One text it matches; none for what has no width. */
  readonly sample: string;
  readonly isLoop: boolean;
  /** Alternatives of a group. */
  readonly inner: readonly (readonly Atom[])[];
}

const ALPHABET = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  '\n',
  '-',
  '.',
  '/',
  ':',
  ',',
  ';',
  '"',
  "'",
  '#',
  '|',
  '_',
  '(',
  ')',
  '[',
  ']',
]
  .concat([
    '{',
    '}',
    '<',
    '>',
    '=',
    '+',
    '*',
    '@',
    '$',
    '%',
    '&',
    '?',
    '!',
    '\\',
    '^',
    '~',
    '`',
    'e',
    'F',
    'x',
    '7',
    '\r',
    'é',
  ])
  .concat(['\u00a0', '\u2019', '\u0000', '\ufeff']);

const matches = (source: string, flags: string, text: string): boolean => {
  try {
    return new RegExp(`^(?:${source})$`, flags.replace(/[gyd]/g, '')).test(text);
  } catch {
    return false;
  }
};

/** More repetitions than a bounded pattern makes. */
const MANY = 65;
const WIDTHLESS = /^(?:\^|\$|\\[bB]|\(\?<?[=!])/;
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/;
const SINGLE = /^(?:\\(?:u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>|[\s\S])|[\s\S])/;

const endOfClass = (source: string, from: number): number => {
  let at = from + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
};

/** Reads alternatives from a position on to the bracket that closes them. */
const read = (
  source: string,
  flags: string,
  from: number,
): { readonly all: readonly (readonly Atom[])[]; readonly end: number } => {
  const all: Atom[][] = [[]];
  let at = from;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      all.push([]);
      at += 1;
      continue;
    }
    const start = at;
    let inner: readonly (readonly Atom[])[] = [];
    if (source[at] === '(') {
      const [opening = '('] = /^\((?:\?(?:<?[=!]|:|<\w+>))?/.exec(source.slice(at)) ?? [];
      const group = read(source, flags, at + opening.length);
      inner = group.all;
      at = group.end + 1;
    } else if (source[at] === '[') at = endOfClass(source, at);
    else at += SINGLE.exec(source.slice(at))?.[0].length ?? 1;
    const own = source.slice(start, at);
    const [quantifier = '', least = ''] = QUANTIFIER.exec(source.slice(at)) ?? [];
    const top = /^\{\d+,(\d+)\}/.exec(quantifier)?.[1];
    at += quantifier.length;
    const once = WIDTHLESS.test(own)
      ? ''
      : inner.length
        ? (inner[0] ?? []).map(({ sample }) => sample).join('')
        : (ALPHABET.find((one) => matches(own, flags, one)) ?? own.replace(/^\\/, ''));
    const isLoop = /^[*+]/.test(quantifier) || /^\{\d+,\}/.test(quantifier) || Number(top ?? least) >= MANY;
    all
      .at(-1)
      ?.push({ source: own, sample: once.repeat(Math.max(1, Math.min(Number(least) || 1, MANY))), isLoop, inner });
  }
  return { all, end: at };
};

/** Texts in front of every loop of a pattern, and what it may repeat there. */
const loopsOf = (atoms: readonly Atom[], before: string): readonly { readonly before: string; readonly atom: Atom }[] =>
  atoms.flatMap((atom, index) => {
    const ahead =
      before +
      atoms
        .slice(0, index)
        .map(({ sample }) => sample)
        .join('');
    const inside = atom.inner.flatMap((one) => loopsOf(one, ahead));
    return [...(atom.isLoop ? [{ before: ahead, atom }] : []), ...inside];
  });

/** Of characters that the same loops take, one: what two loops take together is among them. */
const pumpsOf = (loops: readonly Atom[], flags: string): readonly string[] => {
  const kinds = new Map<string, string>();
  for (const one of ALPHABET) {
    const takers = loops.flatMap(({ source, inner }, index) =>
      !inner.length && matches(source, flags, one) ? [index] : [],
    );
    if (takers.length && !kinds.has(takers.join())) kinds.set(takers.join(), one);
  }
  const whole = loops.flatMap(({ inner, sample }) => (inner.length && sample ? [sample] : []));
  return [...new Set([...kinds.values(), ...whole])];
};

/** Texts at which a pattern that backtracks, or that begins its search anew, does the most work. */
const attacksOn = ({ source, flags }: Literal, length: number): readonly string[] => {
  const loops = read(source, flags, 0).all.flatMap((atoms) => loopsOf(atoms, ''));
  const pumps = pumpsOf(
    loops.map(({ atom }) => atom),
    flags,
  );
  const fronts = [...new Set(['', ...loops.map(({ before }) => before)])];
  return fronts.flatMap((front) =>
    pumps.flatMap((pump) => {
      const long = front + pump.repeat(Math.ceil(length / pump.length));
      const again = `${front}${pump}`;
      return [`${long}\u0001`, again.repeat(Math.ceil(length / again.length)).concat('\u0001')];
    }),
  );
};

const LENGTH = 20_000;
/** At this length a linear pattern takes a fraction of a millisecond, one that grows with the square hundreds. */
const MOST_MS = 40;

const cpuOf = (literal: Literal, text: string): number => {
  const pattern = new RegExp(literal.source, literal.flags);
  const before = process.cpuUsage().user;
  text.replace(pattern, '');
  return (process.cpuUsage().user - before) / 1_000;
};

/** Up to it in steps: a pattern that takes exponential time is noticed before it takes all day. */
const LENGTHS = [24, 28, 32, 38, 45, 54, 65, 78, 94, 200, 800, 3_000, LENGTH];

/**
 * The least of six tries, or of three far beyond the limit: a busy machine disturbs some. As soon as one is within the limit, that
 * one.
 */
const leastOf = (literal: Literal, text: string, most: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 || (tries < 6 && least < 4 * most); tries++) {
    least = Math.min(least, cpuOf(literal, text));
    if (least <= most) break;
  }
  return least;
};

/**
 * Takes long, and far longer than half the text does: four times as long where it grows with the square, twice where it is linear and
 * the machine busy.
 */
const isWorse = (literal: Literal, text: string, half: () => string): boolean => {
  const least = leastOf(literal, text, MOST_MS);
  return least > MOST_MS && leastOf(literal, half(), least / 2.7) < least / 2.7;
};

/** Up to it in steps, judged by the worst text. */
export const isSlow = (literal: Literal): boolean =>
  LENGTHS.some((length) =>
    attacksOn(literal, length).some((text, index) =>
      isWorse(literal, text, () => attacksOn(literal, length / 2)[index] ?? ''),
    ),
  );
