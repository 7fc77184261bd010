import { findRecord } from '../../shared/app/search/find-record.ts';
import { orderOfTaskId } from '../../shared/fhir/write/record/task-id.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerVersion, notHere } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const taskRead: Handler = async (request, container) => {
  const { id = '' } = request.params;
  const record = await findRecord(orderOfTaskId(id) ?? id, await tenantOf(request, container), container.ports);
  return record ? answerVersion(taskOf(record, container)) : notHere('Task');
};
