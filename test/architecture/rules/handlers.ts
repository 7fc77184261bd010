import type { Route } from '../../../shared/http/routes/route.ts';
import { importsOf } from './imports.ts';
import type { Rule, TreeFile } from './tree.ts';

const TABLE = 'shared/http/routes/index.ts';
const isHandler = ({ path, text }: TreeFile): boolean => /^functions\/.*\.ts$/.test(path) && /: Handler\b/.test(text);
const pathOf = (route: Route): string => `functions/${route.function}/${route.handler}.ts`;

/** Every route has its handler file, joined by the index of its folder; every handler is some route's. */
export const checkHandlers =
  (routes: readonly Route[]): Rule =>
  (tree) => {
    const wanted = new Set(routes.map(pathOf));
    const joined = new Set(
      tree
        .filter(({ path }) => /^functions\/[^/]+\/index\.ts$/.test(path))
        .flatMap((index) => importsOf(index).map(({ target }) => target)),
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
