import { uriPart } from '../../core/model/uri-part.ts';
import type { Route } from '../../http/routes/route.ts';
import type { Config } from '../config.ts';

type Public = Pick<Config, 'PUBLIC_URL'>;
/** The part of a call that its URL depends on. */
interface Called {
  readonly route: Pick<Route, 'path'>;
  readonly params: Readonly<Record<string, string>>;
}

/** FHIR base URL: issuer and audience of our access tokens. */
export const fhirBase = ({ PUBLIC_URL }: Public): string => `${PUBLIC_URL}/r4`;
/** URL of the token endpoint: audience of the assertions clients send it. */
export const tokenEndpoint = (config: Public): string => `${fhirBase(config)}/auth/token`;
export const keySetAddress = (config: Public): string => `${fhirBase(config)}/auth/jwks`;

/** The URL of a call, as callers know it. */
export const addressOf = ({ route, params }: Called, { PUBLIC_URL }: Public): string =>
  `${PUBLIC_URL}${route.path.replace(/\{(\w+)\}/g, (_, name: string) => uriPart(params[name] ?? ''))}`;
