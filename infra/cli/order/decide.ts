import type { Decision } from '../../../client/index.ts';
import { openDialog } from '../ask/dialog.ts';
import { print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { withClient } from '../service/open-client.ts';
import { describeRecord } from './describe-record.ts';
import { ofSource, type ServiceParts, servicePlace } from './parameters.ts';
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

/** What the service does not know it names, so words are passed on as they were typed. */
const asTyped = <Word extends string>(typed: string): Word => typed as Word;

export const recordDecision = async (order: string, decision: string, options: Options): Promise<ExitCode> => {
  const { number, from, to, reason, by, received, source } = options;
  const kind = await numberKindOf(options);
  const recorded: Decision = {
    decision: asTyped(decision),
    ...(number ? { number } : {}),
    ...(kind ? { numberKind: asTyped(kind) } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...servicePlace(options),
    ...(reason ? { reason } : {}),
    ...(by ? { by: asTyped(by) } : {}),
    ...(received ? { receivedAt: received } : {}),
  };
  const { found, json } = await withClient(options.url, (client) =>
    client.recordDecision(order, recorded, ofSource(source)),
  );
  print(options, json, describeRecord(found));
  return 0;
};
