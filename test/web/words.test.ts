import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { PEOPLE_STATES } from '../../shared/core/decide/people-state.ts';
import { en, type Words } from '../../web/words/en.ts';

const WEB = join(import.meta.dirname, '../../web');
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => ({ name, text: readFileSync(join(WEB, name), 'utf8') }));

test('the five states are called what cards, lists and commands call them', () => {
  const { unchecked: _, uncheckedSince: __, ...states } = en.states;
  expect(states).toEqual(Object.fromEntries(Object.entries(PEOPLE_STATES).map(([state, { word }]) => [state, word])));
});

/** Attributes of which people read or hear the value; the properties of our own parts by the same names. */
const READ = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'says',
  'more',
  'fault',
  'word',
]);
const LETTERS = /\p{L}{2}/u;

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const treesOf = (value: unknown): readonly Tree[] => (Array.isArray(value) ? value.filter(isTree) : []);
const nameIn = (value: unknown): unknown => (isTree(value) ? (value.name ?? value.value) : undefined);

/** What is said word for word where a value is a text, or may be one. */
const literal = (node: unknown): string => {
  if (!isTree(node)) return '';
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].map(literal).join(' ');
  if (node.type === 'LogicalExpression') return literal(node.right);
  if (node.type !== 'TemplateLiteral') return '';
  return treesOf(node.quasis)
    .map(({ value }) => (isTree(value) ? String(value.cooked) : ''))
    .join(' ');
};

/** What an element is made of, or what is shown beside the page: each text people read. */
const saidBy = (call: Tree): readonly string[] => {
  const given = treesOf(call.arguments);
  if (nameIn(call.callee) === 'toast') return given.slice(0, 1).map(literal);
  if (nameIn(call.callee) !== 'h') return [];
  const read = treesOf(given[1]?.properties).filter(({ key }) => READ.has(String(nameIn(key))));
  return [...read.map(({ value }) => literal(value)), ...given.slice(2).map(literal)];
};

/** Words a person would see that stand in the file itself. */
const writtenIn = (name: string, text: string): readonly string[] => {
  const { code } = transformSync(text, { loader: 'tsx', jsx: 'transform', jsxFactory: 'h', jsxFragment: 'Fragment' });
  const look = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(look);
    if (!isTree(value)) return [];
    const said = value.type === 'CallExpression' ? saidBy(value) : [];
    return [...said, ...Object.values(value).flatMap(look)];
  };
  return look(parseAst(code)).flatMap((said) => (LETTERS.test(said) ? [`${name}: ${said.trim()}`] : []));
};

test('every text a person sees comes from the catalogue', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap(({ name, text }) => writtenIn(name, text))).toEqual([]);
});

test.each([
  ['<p>Hello</p>', 'Hello'],
  ["<p>{'Hello'}</p>", 'Hello'],
  ['<p>{late ? `Late by` : text.now}</p>', 'Late by'],
  ['<button aria-label="Close" />', 'Close'],
  ['<Notice says={"Gone"} />', 'Gone'],
  ["toast('Saved.')", 'Saved.'],
])('a word of its own is found: %s', (source, word) => {
  expect(writtenIn('x.tsx', `const x = ${source};`)).toEqual([`x.tsx: ${word}`]);
});

type Lacking = Omit<Words, 'signIn'> & { readonly signIn: Omit<Words['signIn'], 'says'> };
type Silent = Omit<Words, 'loading'> & { readonly loading: number };

describe('a second language', () => {
  /** A catalogue in a language nobody speaks, key by key. */
  const mirrored = (tree: Tree): Tree =>
    Object.fromEntries(
      Object.entries(tree).map(([name, value]) => {
        if (isTree(value)) return [name, mirrored(value)];
        if (typeof value !== 'function') return [name, `«${String(value)}»`];
        return [name, (...given: unknown[]) => `«${String(Reflect.apply(value, undefined, given))}»`];
      }),
    );
  const keysOf = (tree: Tree, above = ''): readonly string[] =>
    Object.entries(tree).flatMap(([name, value]) =>
      isTree(value) ? keysOf(value, `${above}${name}.`) : [`${above}${name}`],
    );

  test('is a value of the same type, with every key and no other', () => {
    const second: Words = { ...en, locale: 'es-US', nav: { ...en.nav, today: 'Hoy' } };
    expect(keysOf(second)).toEqual(keysOf(en));
    expect(keysOf(mirrored(en))).toEqual(keysOf(en));
    expect(keysOf(en).length).toBeGreaterThan(300);
    // The compiler says so of a language that lacks a sentence, and of one that says it without what it tells.
    const lacks: Lacking extends Words ? true : false = false;
    const isSilent: Silent extends Words ? true : false = false;
    expect([lacks, isSilent]).toEqual([false, false]);
  });

  test('can say every sentence: none is empty, none lacks what it is given', () => {
    const empty = keysOf(en).filter((key) => {
      const value = key.split('.').reduce<unknown>((tree, name) => (isTree(tree) ? tree[name] : undefined), en);
      if (typeof value !== 'function') return value === '';
      const said = Reflect.apply(value, undefined, ['@1', '@2', '@3']);
      return typeof said !== 'string' || said === '';
    });
    expect(empty).toEqual([]);
  });
});

test('nothing in the page is styled or scripted in place, nor keeps anything but how it looks', () => {
  const all = files.map(({ text }) => text).join('\n');
  expect(all).not.toMatch(/\bstyle=|dangerouslySetInnerHTML|innerHTML|\beval\(/);
  const stores = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) =>
      /localStorage|sessionStorage|indexedDB|document\.cookie|console\./.test(readFileSync(join(WEB, name), 'utf8')),
    );
  expect(stores).toEqual(['state/preferences.ts']);
});

test('of open questions no number is told: most are never asked', () => {
  expect(en.order.questionsLeft(1)).toBe('The last open question');
  for (const count of [2, 3, 15]) expect(en.order.questionsLeft(count)).not.toMatch(/\d|question/);
});
