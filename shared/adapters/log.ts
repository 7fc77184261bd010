import { Logger } from '@aws-lambda-powertools/logger';
import type { Log, LogFields } from '../app/ports.ts';
import { measuresOf } from './measures.ts';

/** Every key a line may carry. A record over `LogFields`, so that a new one has to be let in here by hand. */
const ALLOWED: Readonly<Record<keyof LogFields, true>> = {
  tenant: true,
  door: true,
  status: true,
  advice: true,
  messageId: true,
  correlationId: true,
  durationMs: true,
  attempts: true,
  inboxAgeMs: true,
  intentAgeMs: true,
  writeBackAgeMs: true,
  count: true,
  problem: true,
  outcome: true,
  errorName: true,
};
const LONGEST = 200;

const isAllowed = ([key, value]: readonly [string, unknown]): boolean =>
  Object.hasOwn(ALLOWED, key) && (typeof value === 'number' || typeof value === 'string');

/** Drops what is not on the list, and anything that is not a plain number or a short text. */
const allowed = (fields: LogFields): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(isAllowed)
      .map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, LONGEST) : value]),
  );

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** JSON lines on standard output, some of which are metrics too. No caller can put patient data on one: see `ALLOWED`. */
export const makeLog = ({ level }: { readonly level: LogLevel }): Log => {
  const logger = new Logger({ serviceName: 'stresspass', logLevel: level === 'silent' ? 'SILENT' : level });
  const line = (event: string, fields: LogFields) => ({ ...allowed(fields), ...measuresOf(event, fields, Date.now()) });
  const at = (own: 'info' | 'warn' | 'error'): Log['info'] =>
    LEVELS.indexOf(own) < LEVELS.indexOf(level)
      ? () => undefined
      : (event, fields = {}) => logger[own](event, line(event, fields));
  return { info: at('info'), warn: at('warn'), error: at('error') };
};
