import { type JsonOption, print } from '../print.ts';
import type { ExitCode } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import type { ServiceOption } from '../service/options.ts';
import { describeRecord } from './describe-record.ts';
import { operationOn } from './parameters.ts';

export interface OrderOptions extends JsonOption, ServiceOption {
  readonly source?: string;
}

export const showOrder = async (order: string, options: OrderOptions): Promise<ExitCode> => {
  const path = operationOn(order, 'authorization-status', options.source);
  const task = await askService(await findService(options.url), { path });
  print(options, task, describeRecord(task));
  return 0;
};
