import { readSlot } from '../../local/demo/read-slot.ts';
import { print } from '../print.ts';
import type { ExitCode } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import { operationOn, parameter, parametersOf, type ServiceParts, serviceParameters } from './parameters.ts';
import type { OrderOptions } from './status.ts';

interface Options extends OrderOptions, ServiceParts {
  readonly start: string;
  readonly end?: string;
}

export const checkSlot = async (order: string, options: Options): Promise<ExitCode> => {
  const body = parametersOf([
    ...parameter('start', 'valueDateTime', options.start),
    ...parameter('end', 'valueDateTime', options.end),
    ...serviceParameters(options),
  ]);
  const path = operationOn(order, 'bookable', options.source);
  const answer = await askService(await findService(options.url), { method: 'POST', path, body });
  const slot = readSlot(answer);
  const rows = [
    ['Bookable', slot.answer],
    ['Status', slot.status],
    ['Because', slot.because],
    ['Days', slot.days],
    ['Next', slot.nextStep],
  ] as const;
  print(
    options,
    answer,
    rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`),
  );
  return slot.answer === 'yes' ? 0 : 1;
};
