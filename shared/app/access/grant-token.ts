import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Ports } from '../ports/ports.ts';
import { narrow, servedOf } from './scope.ts';

/** A form as received; a field sent twice has two values. */
type TokenForm = Readonly<Record<string, readonly string[]>>;

/** Error codes of RFC 6749 §5.2. */
type OauthError = 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';
export interface OauthRefusal {
  readonly ok: false;
  readonly error: OauthError;
  readonly says: string;
}
interface Proved {
  readonly ok: true;
  readonly tenant: TenantId;
  readonly client: string;
  /** Scopes it is registered for. */
  readonly scopes: readonly string[];
}
interface Granted {
  readonly ok: true;
  readonly token: string;
  readonly lives: number;
  readonly scopes: readonly string[];
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FIELDS = ['grant_type', 'client_assertion_type', 'client_assertion', 'scope'] as const;

const refuse = (error: OauthError, says: string): OauthRefusal => ({ ok: false, error, says });

/** SMART Backend Services: a client authenticates with a JWT it signed with its registered key. */
export const proveClient = async (
  form: TokenForm,
  tokenEndpoint: string,
  { tokens }: Pick<Ports, 'tokens'>,
): Promise<Proved | OauthRefusal> => {
  const repeated = Object.keys(form).find((name) => (form[name]?.length ?? 0) > 1);
  if (repeated !== undefined) return refuse('invalid_request', 'A field may stand once.');
  const missing = FIELDS.find((name) => !form[name]?.[0]);
  if (missing) return refuse('invalid_request', `${missing} is missing.`);
  const [grantType, assertionType, assertion = ''] = FIELDS.map((name) => form[name]?.[0]);
  if (grantType !== 'client_credentials') return refuse('unsupported_grant_type', 'Only client_credentials is known.');
  if (assertionType !== ASSERTION_TYPE)
    return refuse('invalid_client', `client_assertion_type has to be ${ASSERTION_TYPE}.`);
  const proved = await tokens.caller('smart', assertion, tokenEndpoint);
  if (!proved.ok) return refuse('invalid_client', proved.problems[0]?.says ?? '');
  const { tenant, id, scopes } = proved.value;
  return { ok: true, tenant, client: id, scopes };
};

/** A token for the scopes a proved client asks for, as far as it is allowed them and `needed`, those of our routes, has their types. */
export const grantToken = async (
  { tenant, client, scopes: allowed }: Omit<Proved, 'ok'>,
  { scope: [asked = ''] = [] }: TokenForm,
  needed: readonly string[],
  { tokens }: Pick<Ports, 'tokens'>,
): Promise<Granted | OauthRefusal> => {
  const scopes = narrow(servedOf(asked.split(' '), needed), allowed);
  if (scopes.length === 0) return refuse('invalid_scope', 'This client may have none of these scopes.');
  return { ok: true, scopes, ...(await tokens.issue({ tenant, client, scopes })) };
};
