import type { Route } from '../../../shared/http/routes/route.ts';

export type Match =
  | { readonly is: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly is: 'other-method'; readonly allow: readonly string[] }
  | { readonly is: 'unknown' }
  | { readonly is: 'malformed' };

const PARAMETER = /^\{(\w+)\}$/;

const paramsOf = (pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const given = path[index] ?? '';
    const name = PARAMETER.exec(wanted)?.[1];
    if (name && given !== '') params[name] = given;
    else if (wanted !== given) return undefined;
  }
  return params;
};

const decode = (path: string): readonly string[] | undefined => {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
};

/** As API Gateway does it: first the resource, the one with the fewest parameters, then its methods. */
export const matchRoute = (routes: readonly Route[], method: string, path: string): Match => {
  const segments = decode(path);
  if (!segments) return { is: 'malformed' };
  const fits = routes.flatMap((route) => {
    const params = paramsOf(route.path.split('/'), segments);
    return params ? [{ route, params }] : [];
  });
  const [best] = fits.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  if (!best) return { is: 'unknown' };
  const resource = fits.filter(({ route }) => route.path === best.route.path);
  const found = resource.find(({ route }) => route.method === method);
  return found ? { is: 'route', ...found } : { is: 'other-method', allow: resource.map(({ route }) => route.method) };
};
