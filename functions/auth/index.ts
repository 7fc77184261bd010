import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { callback } from './callback.ts';
import { keySet } from './key-set.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { session } from './session.ts';
import { smartConfiguration } from './smart-configuration.ts';
import { token } from './token.ts';

/** By the name their routes call them. */
export const handlers = {
  callback,
  'key-set': keySet,
  login,
  logout,
  session,
  'smart-configuration': smartConfiguration,
  token,
};
export const handler = httpEntry(handlers);
