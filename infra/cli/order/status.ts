import { type JsonOption, print } from '../print.ts';
import type { ExitCode } from '../refusal.ts';
import { withClient } from '../service/open-client.ts';
import type { ServiceOption } from '../service/options.ts';
import { describeRecord } from './describe-record.ts';
import { ofSource } from './parameters.ts';

export interface OrderOptions extends JsonOption, ServiceOption {
  readonly source?: string;
}

export const showOrder = async (order: string, options: OrderOptions): Promise<ExitCode> => {
  const { found, json } = await withClient(options.url, (client) => client.record(order, ofSource(options.source)));
  print(options, json, describeRecord(found));
  return 0;
};
