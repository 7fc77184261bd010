import type { Config } from '../config.ts';
import type { Request } from '../door.ts';

type Public = Pick<Config, 'PUBLIC_URL'>;

/** FHIR base address: issuer and audience of our access tokens. */
export const fhirBase = ({ PUBLIC_URL }: Public): string => `${PUBLIC_URL}/r4`;
/** Audience of the assertions clients send there. */
export const tokenEndpoint = (config: Public): string => `${fhirBase(config)}/auth/token`;
export const keySetAddress = (config: Public): string => `${fhirBase(config)}/auth/jwks`;

/** The address a call went to, as callers know it. */
export const addressOf = ({ route, params }: Pick<Request, 'route' | 'params'>, { PUBLIC_URL }: Public): string =>
  `${PUBLIC_URL}${route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`;
