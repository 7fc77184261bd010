import type { Route } from '../../../shared/http/routes/route.ts';
import { importsOf } from './imports.ts';
import type { Rule, TreeFile } from './tree.ts';

const TABLE = 'shared/http/routes/index.ts';
const isHandler = ({ path, text }: TreeFile): boolean => /^functions\/.*\.ts$/.test(path) && /: Handler\b/.test(text);
const pathOf = (route: Route): string => `functions/${route.function}/${route.handler}.ts`;

/** What an index joins: itself, or by a file beside it that gathers some of the handlers. */
const joinedBy = (index: TreeFile, tree: readonly TreeFile[]): readonly (string | undefined)[] => {
  const direct = importsOf(index).map(({ target }) => target);
  const gathered = tree.filter((file) => direct.includes(file.path) && file.path.startsWith('functions/'));
  return [...direct, ...gathered.flatMap((file) => importsOf(file).map(({ target }) => target))];
};

/** Every route has a handler file, listed in the index of its folder; every handler belongs to a route. */
export const checkHandlers =
  (routes: readonly Route[]): Rule =>
  (tree) => {
    const wanted = new Set(routes.map(pathOf));
    const joined = new Set(
      tree.filter(({ path }) => /^functions\/[^/]+\/index\.ts$/.test(path)).flatMap((index) => joinedBy(index, tree)),
    );
    const there = new Set(tree.map(({ path }) => path));
    return [
      ...[...wanted].filter((path) => !there.has(path)).map((path) => `${TABLE}:1 names ${path}, which is not there`),
      ...[...wanted]
        .filter((path) => there.has(path) && !joined.has(path))
        .map((path) => `${path}:1 is not joined by the index of its folder`),
      ...tree
        .filter((file) => isHandler(file) && !wanted.has(file.path))
        .map(({ path }) => `${path}:1 is a handler without a route`),
    ];
  };
