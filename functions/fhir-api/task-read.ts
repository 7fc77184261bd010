import { findRecord } from '../../shared/app/search/find-record.ts';
import { orderOfTaskId } from '../../shared/fhir/write/record/task-id.ts';
import { writeTask } from '../../shared/fhir/write/record/write-task.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerVersion, notHere } from '../../shared/handlers/reply.ts';

export const taskRead: Handler = async (request, container) => {
  const { id = '' } = request.params;
  const record = await findRecord(orderOfTaskId(id) ?? id, await tenantOf(request, container), container.ports);
  return record ? answerVersion(writeTask(record, container.canonicals)) : notHere('Task');
};
