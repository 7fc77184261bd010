import { serviceOf } from '../../shared/cds-hooks/registry.ts';
import type { Door } from '../../shared/handlers/handler.ts';
import { answerHook } from '../../shared/handlers/hooks/answer-hook.ts';
import { notHere } from '../../shared/handlers/reply.ts';

export const invoke: Door = async (request, house) => {
  const service = serviceOf(request.params.id ?? '');
  return service ? answerHook(request, service, house) : notHere('service');
};
