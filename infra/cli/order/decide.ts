import { openDialog } from '../ask/dialog.ts';
import { print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import { describeRecord } from './describe-record.ts';
import { operationOn, parameter, parametersOf, type ServiceParts, serviceParameters } from './parameters.ts';
import type { OrderOptions } from './status.ts';

interface Options extends OrderOptions, ServiceParts {
  readonly number?: string;
  readonly numberKind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly received?: string;
}

const periodOf = ({ from, to }: Options) =>
  from || to ? { ...(from ? { start: from } : {}), ...(to ? { end: to } : {}) } : undefined;

/** As `{base}/CodeSystem/number-kind` has them. */
const NUMBER_KINDS: readonly string[] = ['authorization', 'case', 'call-reference'];
const WHICH_KIND = `Which kind of number is it: ${NUMBER_KINDS.join(', ')}?`;

/** Staff read a number off a screen or hear it: whether it authorizes anything is asked every time, never assumed. */
const numberKindOf = async ({ number, numberKind }: Options): Promise<string | undefined> => {
  if (!number || numberKind) return numberKind;
  if (!process.stdin.isTTY)
    throw wrongUsage(`${WHICH_KIND} Say so with --number-kind; only an authorization makes a visit bookable.`);
  const dialog = openDialog(process.stdin, process.stderr);
  const kind = await dialog.ask(WHICH_KIND, (typed) => NUMBER_KINDS.find((one) => one === typed));
  dialog.close();
  if (!kind) throw wrongUsage(`${WHICH_KIND} Nothing was recorded.`);
  return kind;
};

export const recordDecision = async (order: string, decision: string, options: Options): Promise<ExitCode> => {
  const body = parametersOf([
    ...parameter('decision', 'valueCode', decision),
    ...parameter('number', 'valueString', options.number),
    ...parameter('numberKind', 'valueCode', await numberKindOf(options)),
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
