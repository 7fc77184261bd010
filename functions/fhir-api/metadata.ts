import { DEFINITIONS_DATE, DEFINITIONS_VERSION } from '../../shared/fhir/definitions/own-header.ts';
import { writeCapability } from '../../shared/fhir/write/write-capability.ts';
import { ROUTES } from '../../shared/http/routes.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer } from '../../shared/runtime/reply.ts';

export const metadata: Door = async (_request, { canonicals, config }) => {
  const server = { version: DEFINITIONS_VERSION, url: `${config.PUBLIC_URL}/r4`, date: DEFINITIONS_DATE };
  return answer(writeCapability(ROUTES, canonicals, server));
};
