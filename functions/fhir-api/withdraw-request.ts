import { withdrawRequest } from '../../shared/app/submissions/send-request.ts';
import { writeRequests } from '../../shared/fhir/write/record/write-request.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { changeAsked } from '../../shared/handlers/order-asked.ts';
import { answerVersion, refuse } from '../../shared/handlers/reply.ts';

export const withdraw: Handler = async (request, container) => {
  const asked = await changeAsked(request, container);
  if (!asked.ok) return refuse(asked.problems);
  const { caller, order } = asked.value;
  const done = await withdrawRequest(order, caller, container.ports);
  return done.ok ? answerVersion(writeRequests([done.value])) : refuse(done.problems);
};
