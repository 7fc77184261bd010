import type { Settings } from '../../../handlers/container.ts';

type Public = Pick<Settings, 'PUBLIC_URL'>;
const LONGEST = 500;

/** Path below which this deployment answers: `/` or that of its stage. */
const basePath = ({ PUBLIC_URL }: Public): string => `${new URL(PUBLIC_URL).pathname.replace(/\/$/, '')}/`;

/** Where the page of the desk is. */
export const deskPath = basePath;

/**
 * A path of ours to come back to, else that of the desk. Browsers read `//host`, `/\host` and paths with tabs as other
 * sites, so what is not plainly a path is none.
 */
export const returnPath = (given: string | undefined, config: Public): string => {
  const own = deskPath(config);
  if (given === undefined || given.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(given)) return own;
  const { origin } = new URL(config.PUBLIC_URL);
  if (!URL.canParse(given, origin)) return own;
  const url = new URL(given, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === origin && path.startsWith(own) && !path.startsWith('//') ? path : own;
};

/** Where signing in begins. */
export const loginPath = (returnTo: string, config: Public): string =>
  `${basePath(config)}auth/login?return=${encodeURIComponent(returnTo)}`;
