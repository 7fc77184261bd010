import type { Grant } from '../ports/access/tokens.ts';
import type { Ports } from '../ports/ports.ts';
import { narrow } from './scope.ts';

/** A form as received; a field sent twice has two values. */
type TokenForm = Readonly<Record<string, readonly string[]>>;

/** Error codes of RFC 6749 §5.2. */
type OauthError = 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';
type Granted =
  | { readonly ok: true; readonly token: string; readonly lives: number; readonly grant: Grant }
  | { readonly ok: false; readonly error: OauthError; readonly says: string };

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FIELDS = ['grant_type', 'client_assertion_type', 'client_assertion', 'scope'] as const;

const refuse = (error: OauthError, says: string): Granted => ({ ok: false, error, says });

/**
 * SMART Backend Services: a client authenticates with its key and gets a token for the requested scopes it is allowed.
 */
export const grantToken = async (
  form: TokenForm,
  tokenEndpoint: string,
  { tokens }: Pick<Ports, 'tokens'>,
): Promise<Granted> => {
  const repeated = Object.keys(form).find((name) => (form[name]?.length ?? 0) > 1);
  if (repeated !== undefined) return refuse('invalid_request', 'A field may stand once.');
  const missing = FIELDS.find((name) => !form[name]?.[0]);
  if (missing) return refuse('invalid_request', `${missing} is missing.`);
  const [grantType, assertionType, assertion = '', scope = ''] = FIELDS.map((name) => form[name]?.[0]);
  if (grantType !== 'client_credentials') return refuse('unsupported_grant_type', 'Only client_credentials is known.');
  if (assertionType !== ASSERTION_TYPE)
    return refuse('invalid_client', `client_assertion_type has to be ${ASSERTION_TYPE}.`);
  const proved = await tokens.caller('smart', assertion, tokenEndpoint);
  if (!proved.ok) return refuse('invalid_client', proved.problems[0]?.says ?? '');
  const { tenant, id, scopes: allowed } = proved.value;
  const scopes = narrow(scope.split(' '), allowed);
  if (scopes.length === 0) return refuse('invalid_scope', 'This client may have none of these scopes.');
  const grant = { tenant, client: id, scopes };
  return { ok: true, grant, ...(await tokens.issue(grant)) };
};
