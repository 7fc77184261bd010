import type { Route } from '../../http/routes/route.ts';
import type { Config } from '../config.ts';

type Public = Pick<Config, 'PUBLIC_URL'>;
/** A call, as far as its address goes. */
interface Called {
  readonly route: Pick<Route, 'path'>;
  readonly params: Readonly<Record<string, string>>;
}

/** FHIR base address: issuer and audience of our access tokens. */
export const fhirBase = ({ PUBLIC_URL }: Public): string => `${PUBLIC_URL}/r4`;
/** Audience of the assertions clients send there. */
export const tokenEndpoint = (config: Public): string => `${fhirBase(config)}/auth/token`;
export const keySetAddress = (config: Public): string => `${fhirBase(config)}/auth/jwks`;

/** The address a call went to, as callers know it. */
export const addressOf = ({ route, params }: Called, { PUBLIC_URL }: Public): string =>
  `${PUBLIC_URL}${route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`;
