import type { Route } from '../../../shared/http/routes/route.ts';
import { importsOf } from './imports.ts';
import type { Rule, TreeFile } from './tree.ts';

const TABLE = 'shared/http/routes/index.ts';
const isHandler = ({ path, text }: TreeFile): boolean => /^functions\/.*\.ts$/.test(path) && /: Handler\b/.test(text);
const pathOf = (route: Route): string => `functions/${route.function}/${route.handler}.ts`;

/** Every route has a handler file, listed in the index of its folder; every handler belongs to a route. */
export const checkHandlers =
  (routes: readonly Route[]): Rule =>
  (tree) => {
    const wanted = new Set(routes.map(pathOf));
    const indexes = tree.filter(({ path }) => /^functions\/[^/]+\/index\.ts$/.test(path));
    const direct = new Set(indexes.flatMap((index) => importsOf(index).map(({ target }) => target)));
    // An index may leave a part of its handlers to a file beside it that is none itself, and that one to others.
    const joined = new Set(direct);
    for (const path of joined) {
      const file = tree.find((one) => one.path === path);
      if (file?.path.startsWith('functions/') && !isHandler(file))
        for (const { target } of importsOf(file)) joined.add(target);
    }
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
