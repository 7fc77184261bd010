import { describe, expect, test } from 'vitest';
import { matchRoute } from '../../infra/local/http/match-route.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';

const match = (method: string, path: string) => matchRoute(ROUTES, method, path);

describe('finding the route', () => {
  test.each(ROUTES.map(({ method, path }) => [method, path]))('%s %s finds itself', (method, path) => {
    const found = match(method, path.replaceAll(/\{\w+\}/g, 'x1'));
    expect(found).toMatchObject({ is: 'route', route: { method, path } });
  });

  test('decodes what stands in the path', () => {
    expect(match('GET', '/r4/ServiceRequest/a%20b%2Fc/%24authorization-status')).toMatchObject({
      is: 'route',
      params: { id: 'a b/c' },
    });
  });

  test('takes the exact resource before the one with a parameter, whatever the method', () => {
    expect(match('POST', '/r4/Task/_search')).toMatchObject({ is: 'route', route: { path: '/r4/Task/_search' } });
    expect(match('GET', '/r4/Task/_search')).toEqual({ is: 'other-method', allow: ['POST'] });
  });

  test.each([
    '/r4',
    '/r4/',
    '/',
    '',
    '/r4/Task/',
    '/r4/Task//',
    '/r4/metadata/x',
    '/r4/Patient',
    '/R4/metadata',
    '/__proto__',
  ])('%s is no address', (path) => {
    expect(match('GET', path)).toEqual({ is: 'unknown' });
  });

  test.each(['/r4/Task/%', '/r4/Task/%zz', '/%C3%28'])('%s is malformed', (path) => {
    expect(match('GET', path)).toEqual({ is: 'malformed' });
  });
});
