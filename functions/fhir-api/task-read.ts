import { findRecord } from '../../shared/app/search/find-record.ts';
import { orderOfTaskId } from '../../shared/fhir/write/record/task-id.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerVersion, notHere } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const taskRead: Handler = async (request, container) => {
  const { id = '' } = request.params;
  const { receivedAt } = request;
  const tenant = await tenantOf(request, container);
  const record = await findRecord(orderOfTaskId(id) ?? id, tenant, container.ports);
  return record ? answerVersion(await taskOf(record, { tenant, receivedAt }, container)) : notHere('Task');
};
