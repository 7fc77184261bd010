/** Where tokens come from, under the FHIR base; nobody needs one to get here. */
const open = { function: 'auth', dialect: 'plain', scope: 'none' } as const;
const about = { ...open, method: 'GET', table: 'none', unaudited: true } as const;

export const AUTH_ROUTES = [
  { ...open, method: 'POST', path: '/r4/auth/token', handler: 'token', table: 'write', form: true },
  { ...about, path: '/r4/auth/jwks', handler: 'key-set' },
  { ...about, path: '/r4/.well-known/smart-configuration', handler: 'smart-configuration' },
] as const;
