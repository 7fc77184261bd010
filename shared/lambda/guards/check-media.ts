import { BOUNDS } from '../../core/model/bounds.ts';
import { isCsvType, isKnownCharset } from '../../handlers/csv/decode-text.ts';
import type { Guard, Reply, Request } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';
import type { Route } from '../../http/routes/route.ts';

const JSON_TYPES = /^application\/(fhir\+json|json|json\+fhir)\s*(;|$)/i;
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const ACCEPTED = /\bjson\b|\*\/\*|application\/\*/i;
const CSV = /\btext\/csv\b|\*\/\*/i;
const FORMATS = /^((application|text)\/)?(fhir[+ ])?json\b/i;

/** For whoever hosts the service and reads the body. */
export const maxBodyBytes = ({ documents }: Pick<Route, 'documents'>): number =>
  documents ? BOUNDS.documentBodyBytes : BOUNDS.bodyBytes;

/** FHIR: `_format` overrides the Accept header. */
const isWanted = ({ route, query, headers }: Request): boolean => {
  const format = query._format?.at(-1);
  if (route.csv && CSV.test(format ?? headers.accept ?? '*/*')) return true;
  return format === undefined ? ACCEPTED.test(headers.accept || '*/*') : FORMATS.test(format);
};

const bodyProblem = ({ route, headers, body }: Request): Reply | undefined => {
  if (route.emptyBody && body === '') return undefined;
  const coding = headers['content-encoding'] ?? '';
  if (coding && coding.toLowerCase() !== 'identity')
    return refuseWith(415, { code: 'not-supported', says: 'Send the body without a content encoding.' });
  const type = headers['content-type'] ?? '';
  const isForm = route.form || route.path.endsWith('/_search');
  const isList = route.csv && isCsvType(type);
  if (isList && !isKnownCharset(type))
    return refuseWith(415, { code: 'not-supported', says: 'This charset is not known; send UTF-8 or UTF-16.' });
  if (!isList && !(isForm ? FORM : JSON_TYPES).test(type))
    return refuseWith(415, {
      code: 'not-supported',
      says: isForm
        ? 'This body is a form: application/x-www-form-urlencoded.'
        : 'Send application/fhir+json or application/json.',
    });
  const most = maxBodyBytes(route);
  return Buffer.byteLength(body) > most
    ? refuseWith(413, { code: 'too-long', says: `A body may hold ${most} bytes.` })
    : undefined;
};

/** What is wrong with the media types or the size of a request, before anybody reads it. */
export const mediaProblem = (request: Request): Reply | undefined => {
  if (!isWanted(request))
    return refuseWith(406, { code: 'not-supported', says: 'Answers are JSON; accept application/fhir+json.' });
  return request.route.method === 'GET' ? undefined : bodyProblem(request);
};

/** Unsupported media types and oversized bodies never reach a handler. */
export const checkMedia: Guard = async (request, container, next) => mediaProblem(request) ?? next(request, container);
