import { print } from '../print.ts';
import type { ExitCode } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import { describeRecord } from './describe-record.ts';
import { operationOn, parameter, parametersOf, type ServiceParts, serviceParameters } from './parameters.ts';
import type { OrderOptions } from './status.ts';

interface Options extends OrderOptions, ServiceParts {
  readonly number?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly received?: string;
}

const periodOf = ({ from, to }: Options) =>
  from || to ? { ...(from ? { start: from } : {}), ...(to ? { end: to } : {}) } : undefined;

export const recordDecision = async (order: string, decision: string, options: Options): Promise<ExitCode> => {
  const body = parametersOf([
    ...parameter('decision', 'valueCode', decision),
    ...parameter('number', 'valueString', options.number),
    ...parameter('period', 'valuePeriod', periodOf(options)),
    ...serviceParameters(options),
    ...parameter('reason', 'valueCodeableConcept', options.reason && { text: options.reason }),
    ...parameter('source', 'valueCode', options.by),
    ...parameter('receivedAt', 'valueDateTime', options.received),
  ]);
  const path = operationOn(order, 'record-decision', options.source);
  const task = await askService(await findService(options.url), { method: 'POST', path, body });
  print(options, task, describeRecord(task));
  return 0;
};
