import { findAll, type Rule, type TreeFile, withoutComments } from './tree.ts';

const isPosted = ({ path }: TreeFile): boolean =>
  /^(docs\/(examples|samples)|infra\/local\/(demo|sandbox))\/.*\.(json|csv)$/.test(path);
const isLocal = ({ path }: TreeFile): boolean => /^infra\/local\/.*\.ts$/.test(path);

/** A date, to the month or the day, and the property it is the value of. */
const DATE = /(?:"?(\w+)"?: ?)?["']?(?<![\w-])(\d{4}-\d{2}(?:-\d{2})?)(?![\d-])/g;
/** Rules, rosters and coverages of all examples begin here. */
const BEGINNING = '2026-01-01';

const holdsAlways = (name: string | undefined, date: string): boolean =>
  name === 'birthDate' || date === BEGINNING || date.startsWith('2099-');

/** Of a member on the roster; one that has ended stays so. */
const mayStand = (name: string | undefined, line: string): boolean =>
  name === 'start' || name === 'birthDate' || /status: 'terminated'/.test(line);

/** Files that are posted as they stand, and what a fresh data folder is filled with, mean the same on any day. */
export const checkExampleDates: Rule = (tree) => [
  ...tree.filter(isPosted).flatMap(({ path, text }) =>
    findAll(text, DATE)
      .filter(({ found: [, name, date = ''] }) => !holdsAlways(name, date))
      .map(({ line, found: [, , date] }) => `${path}:${line} holds on some days only: ${date}`),
  ),
  ...tree.filter(isLocal).flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return findAll(withoutComments(text), DATE)
      .filter(({ line, found: [, name] }) => !mayStand(name, lines[line - 1] ?? ''))
      .map(({ line, found: [, , date] }) => `${path}:${line} is true until ${date}`);
  }),
];
