import { makeOutbound } from '../../../adapters/outbound/outbound.ts';
import type { SignIn } from '../../../app/ports/access/sign-in.ts';
import type { Ports } from '../../../app/ports/ports.ts';
import type { Config } from '../../config.ts';
import { privateOriginsOf } from '../../open-outbound.ts';
import { readSignIn } from './read-sign-in.ts';

type SignInConfig = Pick<Config, 'PUBLIC_URL' | 'PRIVATE_ORIGINS' | 'TOKEN_SECRET' | 'SIGN_IN'>;

/** Sign-in of people. Its code is loaded by the first call of one. */
export const openSignIn = (config: SignInConfig, ports: Pick<Ports, 'clock' | 'secrets'>): SignIn => {
  const server = readSignIn(config);
  const settings = {
    ...(server ? { server } : {}),
    publicUrl: config.PUBLIC_URL,
    secrets: (config.TOKEN_SECRET ?? '').split(/\s+/).filter(Boolean),
  };
  type Opened = Omit<SignIn, 'isSetUp'>;
  let opened: Promise<Opened> | undefined;
  const signIn = (): Promise<Opened> => {
    opened ??= import('../../../adapters/auth/sign-in/make-sign-in.ts').then(({ makeSignIn }) =>
      makeSignIn(settings, ports, makeOutbound({ privateOrigins: privateOriginsOf(config) })),
    );
    return opened;
  };
  return {
    isSetUp: server !== undefined,
    begin: async (returnTo) => (await signIn()).begin(returnTo),
    finish: async (kept, brought) => (await signIn()).finish(kept, brought),
    endAddress: async () => (await signIn()).endAddress(),
    seal: async (ticket, lives) => (await signIn()).seal(ticket, lives),
    open: async (text) => (await signIn()).open(text),
  };
};
