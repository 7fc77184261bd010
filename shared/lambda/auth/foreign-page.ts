import type { Container } from '../../handlers/container.ts';
import type { Request } from '../../handlers/handler.ts';
import { isLoopback } from '../loopback.ts';

/**
 * Whether a browser made the call for a page that is neither on this machine nor listed: any page a person opens can reach the
 * services of their machine. A sandboxed page's origin is the word `null`. Programs send no Origin.
 */
export const isForeignPage = (
  { headers }: Pick<Request, 'headers'>,
  { BROWSER_ORIGINS = '' }: Pick<Container['config'], 'BROWSER_ORIGINS'>,
): boolean => {
  const { origin } = headers;
  if (origin === undefined || isLoopback(origin)) return false;
  return !BROWSER_ORIGINS.split(',').some((one) => one.trim() === origin);
};
