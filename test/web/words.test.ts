import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PEOPLE_STATES } from '../../shared/core/decide/people-state.ts';
import { en } from '../../web/words/en.ts';

const WEB = join(import.meta.dirname, '../../web');
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => ({ name, text: readFileSync(join(WEB, name), 'utf8') }));

test('the five states are called what cards, lists and commands call them', () => {
  const { unchecked: _, uncheckedSince: __, ...states } = en.states;
  expect(states).toEqual(Object.fromEntries(Object.entries(PEOPLE_STATES).map(([state, { word }]) => [state, word])));
});

/** Letters between tags, or in an attribute people read. Single letters are keys. */
const WRITTEN = />\s*[A-Za-z][A-Za-z ,.'?!-]+[.?!]?\s*<\/|\b(?:aria-label|title|placeholder|alt)="[^"]+"/g;

test('every text a person sees comes from the catalogue', () => {
  const found = files.flatMap(({ name, text }) =>
    (text.match(WRITTEN) ?? []).filter((one) => !/>\s*[a-z]\s*<\//.test(one)).map((one) => `${name}: ${one.trim()}`),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
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
