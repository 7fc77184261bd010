import { readDefinition } from '../../shared/fhir/definitions/read-definition.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer, notHere } from '../../shared/runtime/reply.ts';

export const definitionRead: Door = async ({ route: { resource = '' }, params: { id = '' } }, { canonicals }) => {
  const definition = readDefinition(resource, id, canonicals);
  return definition ? answer(definition) : notHere(resource);
};
