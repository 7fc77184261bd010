import { DEFINITIONS_DATE, DEFINITIONS_VERSION } from '../../shared/fhir/definitions/own-header.ts';
import { writeCapability } from '../../shared/fhir/write/write-capability.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { pasServer } from '../../shared/handlers/pas/pas-server.ts';
import { answer } from '../../shared/handlers/reply.ts';
import { routesUnder } from '../../shared/http/routes/under.ts';
import { tokenEndpoint } from '../../shared/lambda/auth/addresses.ts';

/** What the base of the older release serves. */
export const pasMetadata: Handler = async (request, container) => {
  const { canonicals, config } = container;
  const { base: url, version: release } = pasServer(request, container);
  const server = { version: DEFINITIONS_VERSION, date: DEFINITIONS_DATE, url, tokenUrl: tokenEndpoint(config) };
  return answer(writeCapability(routesUnder(release), canonicals, server));
};
