import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, notHere } from '../../shared/handlers/reply.ts';

/** Definitions are read by few callers and weigh much: loaded when one asks. */
const definitions = () => import('../../shared/fhir/definitions/read-definition.ts');

export const definitionRead: Handler = async ({ route: { resource = '' }, params: { id = '' } }, { canonicals }) => {
  const { readDefinition } = await definitions();
  const definition = readDefinition(resource, id, canonicals);
  return definition ? answer(definition) : notHere(resource);
};
