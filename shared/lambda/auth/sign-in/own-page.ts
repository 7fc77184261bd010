import { createHash, timingSafeEqual } from 'node:crypto';
import type { Ticket } from '../../../app/ports/access/session.ts';
import type { Settings } from '../../../handlers/container.ts';
import type { Request } from '../../../handlers/handler.ts';

/**
 * Whether the browser made the call for a page of ours, or for the person at its address bar. A cookie proves the browser, not
 * the page that calls; `BROWSER_ORIGINS` does not help here.
 */
export const isOwnPage = (
  { headers }: Pick<Request, 'headers'>,
  { PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>,
): boolean => {
  const { origin, 'sec-fetch-site': site = 'none' } = headers;
  return (origin === undefined || origin === new URL(PUBLIC_URL).origin) && ['none', 'same-origin'].includes(site);
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A call that may change something brings the token of its session, which only our page can read. */
export const bringsToken = ({ route, headers }: Pick<Request, 'route' | 'headers'>, { csrf }: Ticket): boolean =>
  route.method === 'GET' || timingSafeEqual(digest(headers['x-csrf-token'] ?? ''), digest(csrf));
