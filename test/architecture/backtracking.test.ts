import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attacksOn } from '../support/regex-attacks.ts';
import { type Literal, regexLiterals } from '../support/regex-literals.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What runs in the service; commands and their data files are the operator's own. */
const ROOMS = ['shared', 'functions', 'infra/local'];

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

/** The worst text, judged by the least of three tries: a busy machine disturbs one. */
const isSlow = (literal: Literal): boolean =>
  LENGTHS.some((length) =>
    attacksOn(literal, length).some((text) => [1, 2, 3].every(() => cpuOf(literal, text) > MOST_MS)),
  );

const files = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name)),
);

test('a pattern that backtracks is noticed, and one that does not passes', () => {
  const slow = [
    /\s+$/,
    /^(a+)+$/,
    /^\d*\d*\d*x/,
    /(https?:\/\/[^/]*)*y/,
    /^https?:\/\/.*\/.*\/x$/,
    /[A-Z]+\/\d/,
    /(\w+\s?)+:/,
  ];
  const quick = [/^\s+/, /^[a-z]+$/, /^\d{1,9}$/, /[,;]/, /^https?:\/\/[^/]+\/x$/, /\bcsv\b/i];
  expect(slow.filter((one) => !isSlow(one))).toEqual([]);
  expect(quick.filter((one) => isSlow(one))).toEqual([]);
}, 60_000);

test('literals are found among divisions, texts, comments and templates', () => {
  const code = [
    'const a = b / c / d; // /no/',
    "const e = '/no/';",
    ['f(`$', '{x.replace(/yes/g, "}")} /no/`);'].join(''),
    'return /[/]ok\\//.test(y) ? 1 / 2 : /z/u;',
  ].join('\n');
  expect(regexLiterals(code).map(({ source, flags }) => `${source} ${flags}`)).toEqual(['yes g', '[/]ok\\/ ', 'z u']);
});

describe('no pattern of the service takes more than linear time', () => {
  const found = files.flatMap((file) =>
    regexLiterals(readFileSync(join(ROOT, file), 'utf8')).map((literal) => ({ file, literal })),
  );

  test('and all of them are looked at', () => {
    expect(found.length).toBeGreaterThan(150);
    expect(found.filter(({ literal: { source, flags } }) => !new RegExp(source, flags))).toEqual([]);
  });

  test('whatever text it gets', () => {
    const slow = found
      .filter(({ literal }) => isSlow(literal))
      .map(({ file, literal }) => `${file}: /${literal.source}/${literal.flags}`);
    expect(slow).toEqual([]);
  }, 120_000);
});
