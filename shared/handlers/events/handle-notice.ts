import { senderOf } from '../../app/inbox/sender-of.ts';
import { askOpenSoon } from '../../app/submissions/ask-now.ts';
import { endpointsOf, hearNotice, submissionNamed } from '../../app/submissions/hear-notice.ts';
import { isObject } from '../../core/model/is-object.ts';
import { ok, refused } from '../../core/model/result.ts';
import { openResponses } from '../../fhir/pas/response/open-responses.ts';
import { expectedOf } from '../../fhir/pas/response/pas-expected.ts';
import { readPasResponse } from '../../fhir/pas/response/read-pas-response.ts';
import { tracesIn } from '../../fhir/pas/response/response-identity.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import type { MessageHandler } from './message-handler.ts';

/** Characters of a notice's name that tell it from others of its request. */
const SHORT = 12;

/**
 * A payer's notice of an answer: taken in where it holds the answer and names a request of ours, else the open requests are asked
 * after. An answer for nobody here is another system's of the same organization.
 */
export const handleNotice: MessageHandler = async (message, { ports, canonicals }) => {
  const sender = await senderOf(message, ports);
  if (!sender.ok) return sender;
  const { tenant, source } = sender.value;
  const body = parseJson(message.body);
  if (!body.ok) return body;
  const { bundle, source: named } = isObject(body.value) ? body.value : {};
  if (named !== source.id)
    return refused({
      code: 'conflict',
      says: 'The source named is not the one that was proved.',
      expression: 'source',
    });
  if (bundle === undefined) {
    const count = await askOpenSoon(tenant, endpointsOf(source.id, tenant), ports);
    ports.log.info('notice-asked', { tenant: tenant.id, messageId: message.id, count });
    return ok(undefined);
  }
  const { responses } = openResponses(bundle);
  const traces = responses.flatMap(tracesIn);
  const submission = await submissionNamed(traces, source.id, tenant, ports);
  if (!submission) {
    ports.log.info('notice-not-ours', { tenant: tenant.id, messageId: message.id, count: responses.length });
    return ok(undefined);
  }
  const noticed = {
    id: message.id.replace(/^notice-/, '').slice(0, SHORT),
    receivedAt: message.receivedAt,
    traces,
    text: JSON.stringify(bundle),
    read: (...[content, messages]: Parameters<Parameters<typeof hearNotice>[1]['read']>) =>
      readPasResponse(bundle, expectedOf(content, messages, canonicals, { takesTests: tenant.testMode !== undefined })),
  };
  const outcome = await hearNotice(submission, noticed, tenant, ports);
  ports.log.info('notice-done', { tenant: tenant.id, messageId: message.id, outcome });
  return ok(undefined);
};
