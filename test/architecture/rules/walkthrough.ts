import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import { findAll, type Rule, type TreeFile } from './tree.ts';

const PAGE = 'docs/walkthrough.md';
/** What a newcomer is asked to read for one request. */
const BUDGET = 12;
const STEP = /^\d+\. \[`([^`]+)`\]/gm;
const FLOW = /^## .+$/gm;

/** An endpoint: started from outside, and joined by the index of its folder, by itself or with others. */
const isEndpoint = (path: string, tree: ReadonlyMap<string, TreeFile>): boolean => {
  const folder = posix.dirname(path);
  const index = tree.get(posix.join(folder, 'index.ts'));
  if (!path.startsWith('functions/') || !index) return false;
  const groups = importsOf(index).flatMap(({ target }) =>
    target && posix.dirname(target) === folder ? (tree.get(target) ?? []) : [],
  );
  return [index, ...groups].some((file) => importsOf(file).some(({ target }) => target === path));
};

/** Each flow of the walkthrough: files that exist, at most twelve, each an endpoint or imported by one before it. */
export const checkWalkthrough: Rule = (tree) => {
  const files = new Map(tree.map((file) => [file.path, file]));
  const page = files.get(PAGE);
  if (!page) return [`${PAGE}:1 is missing`];
  const starts = findAll(page.text, FLOW).map(({ line }) => line);
  const steps = findAll(page.text, STEP).map(({ line, found }) => ({ line, path: found[1] ?? '' }));
  if (starts.length === 0) return [`${PAGE}:1 follows nothing`];
  return starts.flatMap((start, index) => {
    const own = steps.filter(({ line }) => line > start && line < (starts[index + 1] ?? Number.POSITIVE_INFINITY));
    const breaches = own.flatMap(({ line, path }, at) => {
      if (!files.has(path)) return [`${PAGE}:${line} names ${path}, which is not there`];
      const before = own.slice(0, at).flatMap((one) => files.get(one.path) ?? []);
      const isCalled = before.some((file) => importsOf(file).some(({ target }) => target === path));
      return isCalled || isEndpoint(path, files) ? [] : [`${PAGE}:${line} ${path} is called by no file before it`];
    });
    return own.length > BUDGET ? [`${PAGE}:${start} has more than ${BUDGET} files`, ...breaches] : breaches;
  });
};
