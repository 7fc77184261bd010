import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ORDER_EVENT } from '../../shared/http/order-events.ts';
import { readSettings } from '../local/settings.ts';
import { awaitAnswer } from './events/await-answer.ts';
import { callAws } from './events/call-aws.ts';
import { orderDetail } from './events/order-detail.ts';

const USAGE = `npm run send -- <file.json> [--source demo-ehr] [--type "${ORDER_EVENT}"] [--url http://localhost:3000]

Puts an order (a ServiceRequest, or a Bundle with one) on the bus of the running service and waits for its answer.`;

const send = async (file: string, source: string, type: string, url: string): Promise<readonly string[]> => {
  const { detail, orderId } = orderDetail(JSON.parse(await readFile(file, 'utf8')), source);
  const watch = await awaitAnswer(url, source, orderId);
  const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail) };
  const { Entries } = await callAws(url, 'AWSEvents.PutEvents', { Entries: [entry] });
  const [put] = Entries as readonly { readonly EventId?: string; readonly ErrorMessage?: string }[];
  if (!put?.EventId) throw new Error(`The bus did not take it: ${put?.ErrorMessage ?? 'no reason given'}`);
  return [`Event    ${put.EventId}  ${type} from ${source}`, ...(await watch())];
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { type: 'string', default: 'demo-ehr' },
    type: { type: 'string', default: ORDER_EVENT },
    url: { type: 'string', default: `http://localhost:${readSettings(process.env).port}` },
  },
});
const [file] = positionals;
try {
  if (!file) throw new Error(USAGE);
  for (const line of await send(file, values.source, values.type, values.url)) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
