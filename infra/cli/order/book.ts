import { statusOf } from '../../../shared/app/search/status-words.ts';
import { print } from '../print.ts';
import type { ExitCode } from '../refusal.ts';
import { withClient } from '../service/open-client.ts';
import { ofSource, type ServiceParts, servicePlace } from './parameters.ts';
import type { OrderOptions } from './status.ts';

interface Options extends OrderOptions, ServiceParts {
  readonly start: string;
  readonly end?: string;
}

export const checkSlot = async (order: string, options: Options): Promise<ExitCode> => {
  const { start, end } = options;
  const slot = { start, ...(end === undefined ? {} : { end }), ...servicePlace(options) };
  const { found, json } = await withClient(options.url, (client) =>
    client.bookable(order, slot, ofSource(options.source)),
  );
  const { answer, state, nextAction, reasons, earliest, latest, nextStep } = found;
  const rows = [
    ['Bookable', answer],
    ['Status', statusOf(state, nextAction?.owner)],
    ['Because', reasons[0]?.says ?? ''],
    ['Days', [earliest, latest].filter((day) => day !== undefined).join(' to ')],
    ['Next', nextStep],
  ] as const;
  print(
    options,
    json,
    rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`),
  );
  return answer === 'yes' ? 0 : 1;
};
