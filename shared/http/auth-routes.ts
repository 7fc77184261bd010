/** Where tokens come from, under the FHIR base; nobody needs one to get here. */
const open = { function: 'auth', dialect: 'plain', scope: 'none' } as const;
const about = { ...open, method: 'GET', table: 'none', unaudited: true } as const;

export const AUTH_ROUTES = [
  { ...open, method: 'POST', path: '/r4/auth/token', door: 'token', table: 'write', form: true },
  { ...about, path: '/r4/auth/jwks', door: 'key-set' },
  { ...about, path: '/r4/.well-known/smart-configuration', door: 'smart-configuration' },
] as const;
