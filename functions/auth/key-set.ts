import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';

/** Public keys of our access tokens, for whoever checks them elsewhere. */
export const keySet: Handler = async (_request, { ports }) => {
  const keys = (await ports.tokens.keys()).map((key) => ({ ...key, use: 'sig' }));
  return answer({ keys }, { 'cache-control': 'public, max-age=300' });
};
