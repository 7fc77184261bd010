import type { Exchange, OrderRecord, SituationMessage, SituationScript } from '../../../client/index.ts';
import { api } from '../../api.ts';

/** A message with what went over the wire, and the record as a person saw it then. */
export interface Fired {
  readonly message: SituationMessage;
  readonly exchange: Exchange;
  readonly record?: OrderRecord;
}

/** Plays a situation message by message; each is told as soon as it is answered. */
export const fireSituation = async (id: string, tell: (fired: Fired) => void): Promise<SituationScript> => {
  const script = await api().situation(id);
  for (const message of script.messages) {
    const exchange = await api().fire(message);
    const record = exchange.status < 300 && exchange.status > 0 ? await api().record(script.order) : undefined;
    tell({ message, exchange, ...(record ? { record } : {}) });
    if (!record) break;
  }
  return script;
};

/** JSON for people, or the text as it came. */
export const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
};
