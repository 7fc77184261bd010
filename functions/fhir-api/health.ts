import { DEFINITIONS_VERSION } from '../../shared/fhir/definitions/own-header.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';

const version = DEFINITIONS_VERSION;

/** Ready when the table answers: one read of a key that need not be there. */
export const health: Handler = async (_request, { ports, config }) => {
  try {
    await ports.authorizations.load(config.DEFAULT_TENANT, [{ source: 'health', orderId: 'health' }], []);
    return answer({ status: 'ok', version });
  } catch (error) {
    ports.log.error('table-down', { errorName: error instanceof Error ? error.name : 'unknown' });
    return { status: 503, body: { status: 'down', version }, headers: { 'retry-after': '1' } };
  }
};
