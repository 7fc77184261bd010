import type { Config } from './config.ts';
import type { Reply, Request } from './door.ts';
import { refuseWith } from './reply.ts';

const JSON_TYPES = /^application\/(fhir\+json|json|json\+fhir)\s*(;|$)/i;
const ACCEPTED = /json|\*\/\*|application\/\*/i;
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** One body, contract "Errors"; the gateway in front allows ten times as much. */
export const MAX_BODY_BYTES = 1_000_000;

const mediaProblem = (request: Request): Reply | undefined => {
  const { accept } = request.headers;
  if (accept && !ACCEPTED.test(accept))
    return refuseWith(406, { code: 'not-supported', says: 'Answers are JSON; accept application/fhir+json.' });
  if (request.route.method === 'GET') return undefined;
  const type = request.headers['content-type'] ?? '';
  const fits = request.route.path.endsWith('/_search') ? FORM.test(type) : JSON_TYPES.test(type);
  if (!fits)
    return refuseWith(415, {
      code: 'not-supported',
      says: 'Send application/fhir+json (or application/json); a search may be posted as a form.',
    });
  return Buffer.byteLength(request.body) > MAX_BODY_BYTES
    ? refuseWith(413, { code: 'too-long', says: `A body may hold ${MAX_BODY_BYTES} bytes.` })
    : undefined;
};

/** What is refused before a door opens: no token where one is needed, media types we do not speak, bodies too large. */
export const refuseAccess = (request: Request, config: Config): Reply | undefined => {
  if (config.AUTH === 'required' && request.route.scope !== 'none')
    return refuseWith(
      401,
      { code: 'invalid', says: 'A token is required, and this deployment has no token issuer configured yet.' },
      { 'www-authenticate': 'Bearer' },
    );
  return mediaProblem(request);
};
