import type { Route } from './route.ts';

/** Authentication endpoints of clients under the FHIR base; they need no token. */
const auth = { function: 'auth', dialect: 'plain' } as const;
const about = { ...auth, scope: 'none', method: 'GET', table: 'none', unaudited: true } as const;

export const AUTH_ROUTES: readonly Route[] = [
  {
    ...auth,
    scope: 'client-assertion',
    method: 'POST',
    path: '/r4/auth/token',
    handler: 'token',
    table: 'write',
    form: true,
  },
  { ...about, path: '/r4/auth/jwks', handler: 'key-set' },
  { ...about, path: '/r4/.well-known/smart-configuration', handler: 'smart-configuration' },
  // Of the page: an open service tells it the tenants there are, any other who is signed in.
  { ...about, path: '/auth/login', handler: 'login' },
  { ...auth, scope: 'sign-in', method: 'GET', path: '/auth/callback', handler: 'callback', table: 'write' },
  { ...about, scope: 'session', path: '/auth/session', handler: 'session', table: 'read' },
  {
    ...auth,
    scope: 'session',
    method: 'POST',
    path: '/auth/logout',
    handler: 'logout',
    table: 'write',
    emptyBody: true,
  },
];
