import { DEFINITIONS_DATE, DEFINITIONS_VERSION } from '../../shared/fhir/definitions/own-header.ts';
import { writeCapability } from '../../shared/fhir/write/write-capability.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';
import { routesUnder } from '../../shared/http/routes/under.ts';
import { fhirBase, tokenEndpoint } from '../../shared/lambda/auth/addresses.ts';

export const metadata: Handler = async (_request, { canonicals, config }) => {
  const addresses = { url: fhirBase(config), tokenUrl: tokenEndpoint(config) };
  const server = { version: DEFINITIONS_VERSION, date: DEFINITIONS_DATE, ...addresses };
  return answer(writeCapability(routesUnder('2.2.1'), canonicals, server));
};
