import type { CallerPorts } from '../../adapters/auth/check-caller.ts';
import { makeOutbound } from '../../adapters/outbound/outbound.ts';
import type { Tokens } from '../../app/ports/access/tokens.ts';
import type { Clock } from '../../app/ports/ports.ts';
import type { Config } from '../config.ts';
import { privateOriginsOf } from '../open-outbound.ts';
import { fhirBase } from './addresses.ts';
import { readIssuers } from './read-issuers.ts';

type TokenConfig = Pick<Config, 'PUBLIC_URL' | 'PRIVATE_ORIGINS' | 'TOKEN_SECRET' | 'TRUSTED_ISSUERS'>;

/** Verifies and issues tokens. The signature code is loaded by the first call with a token. */
export const openTokens = (
  config: TokenConfig,
  ports: CallerPorts & { readonly clock: Pick<Clock, 'now'> },
): Tokens => {
  const settings = {
    base: fhirBase(config),
    secrets: (config.TOKEN_SECRET ?? '').split(/\s+/).filter(Boolean),
    trusted: readIssuers(config.TRUSTED_ISSUERS),
  };
  const outbound = makeOutbound({ privateOrigins: privateOriginsOf(config) });
  let opened: Promise<Tokens> | undefined;
  const tokens = (): Promise<Tokens> => {
    opened ??= import('../../adapters/auth/make-tokens.ts').then(({ makeTokens }) =>
      makeTokens(settings, ports, outbound),
    );
    return opened;
  };
  return {
    caller: async (use, jwt, audience) => (await tokens()).caller(use, jwt, audience),
    access: async (token) => (await tokens()).access(token),
    issue: async (grant) => (await tokens()).issue(grant),
    keys: async () => (await tokens()).keys(),
  };
};
