import { serviceOf } from '../../shared/cds-hooks/registry.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerHook } from '../../shared/handlers/hooks/answer-hook.ts';
import { notHere } from '../../shared/handlers/reply.ts';

export const invoke: Handler = async (request, container) => {
  const service = serviceOf(request.params.id ?? '');
  return service ? answerHook(request, service, container) : notHere('service');
};
