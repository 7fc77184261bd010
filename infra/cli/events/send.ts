import { type JsonOption, print } from '../print.ts';
import { readJsonFile } from '../read-file.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { findService } from '../service/find-service.ts';
import { awaitAnswer } from './await-answer.ts';
import { callAws } from './call-aws.ts';
import { orderDetail } from './order-detail.ts';

interface Options extends JsonOption {
  readonly source: string;
  readonly type: string;
  readonly url?: string;
}

export const sendOrder = async (file: string, options: Options): Promise<ExitCode> => {
  const { source, type } = options;
  const { detail, orderId } = orderDetail(readJsonFile(file), source);
  const url = await findService(options.url);
  const watch = await awaitAnswer(url, source, orderId);
  const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail) };
  const { Entries } = await callAws(url, 'AWSEvents.PutEvents', { Entries: [entry] });
  const [put] = Entries as readonly { readonly EventId?: string; readonly ErrorMessage?: string }[];
  if (!put?.EventId) throw new Refusal(`The bus did not take it: ${put?.ErrorMessage ?? 'no reason given'}`);
  const { lines, ...value } = await watch();
  print(options, { event: put.EventId, ...value }, [`Event    ${put.EventId}  ${type} from ${source}`, ...lines]);
  return value.outcome === 'answered' ? 0 : 1;
};
