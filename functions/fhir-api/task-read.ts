import { findRecord } from '../../shared/app/search/find-record.ts';
import { orderOfTaskId } from '../../shared/fhir/write/record/task-id.ts';
import { writeTask } from '../../shared/fhir/write/record/write-task.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Door } from '../../shared/handlers/handler.ts';
import { answerVersion, notHere } from '../../shared/handlers/reply.ts';

export const taskRead: Door = async (request, house) => {
  const { id = '' } = request.params;
  const record = await findRecord(orderOfTaskId(id) ?? id, await tenantOf(request, house), house.ports);
  return record ? answerVersion(writeTask(record, house.canonicals)) : notHere('Task');
};
