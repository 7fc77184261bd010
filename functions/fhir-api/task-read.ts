import { findRecord } from '../../shared/app/find-record.ts';
import { orderOfTaskId } from '../../shared/fhir/write/task-id.ts';
import { writeTask } from '../../shared/fhir/write/write-task.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answerVersion, notHere } from '../../shared/runtime/reply.ts';

export const taskRead: Door = async (request, house) => {
  const { id = '' } = request.params;
  const record = await findRecord(orderOfTaskId(id) ?? id, await tenantOf(request, house), house.ports);
  return record ? answerVersion(writeTask(record, house.canonicals)) : notHere('Task');
};
