import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type MadePattern, patternsMade } from '../support/made-patterns.ts';
import { isSlow } from '../support/regex-attacks.ts';
import { regexLiterals } from '../support/regex-literals.ts';

const ROOT = join(import.meta.dirname, '../..');
/**
 * What runs in the service, and the commands: their files come from elsewhere, too. The page and the client read what a person pastes and
 * what a server answers.
 */
const ROOMS = ['shared', 'functions', 'infra/local', 'infra/cli', 'web', 'client'];

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
}, 240_000);

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
  }, 240_000);
});

describe('no pattern made while the service runs takes more than linear time', () => {
  const makers = files.filter((file) => /\bRegExp\(/.test(readFileSync(join(ROOT, file), 'utf8')));
  let made: readonly MadePattern[];
  beforeAll(async () => {
    made = await patternsMade(ROOT);
  }, 60_000);

  test('and every file that makes some is looked at', () => {
    expect([...new Set(made.map(({ file }) => file))].sort()).toEqual(makers.sort());
  });

  test('whatever text it gets', () => {
    expect(made.filter(isSlow).map(({ file, source }) => `${file}: ${source}`)).toEqual([]);
  }, 60_000);
});
