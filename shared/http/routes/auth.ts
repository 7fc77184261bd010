/** Authentication endpoints under the FHIR base; they need no token. */
const auth = { function: 'auth', dialect: 'plain' } as const;
const about = { ...auth, scope: 'none', method: 'GET', table: 'none', unaudited: true } as const;

export const AUTH_ROUTES = [
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
  // The page's own; it tells an open service's tenants, and nobody else anything.
  { ...about, path: '/auth/session', handler: 'session', table: 'read' },
  { ...about, path: '/r4/.well-known/smart-configuration', handler: 'smart-configuration' },
] as const;
