import { Logger } from '@aws-lambda-powertools/logger';
import type { Log, LogFields } from '../app/ports/log.ts';
import { measuresOf } from './measures.ts';

type Shape = (value: unknown) => boolean;
const isNumber: Shape = (value) => typeof value === 'number';
const isText: Shape = (value) => typeof value === 'string';
/** An identifier in code: no sentence matches, so no patient data can. */
const isWord: Shape = (value) => typeof value === 'string' && /^[\w.-]{1,80}$/.test(value);

/**
 * Every key a log line may carry, and its type. A record over `LogFields`, so that a new key must be allowed here
 * explicitly.
 */
const ALLOWED: Readonly<Record<keyof LogFields, Shape>> = {
  tenant: isText,
  door: isWord,
  status: isNumber,
  advice: isWord,
  messageId: isText,
  correlationId: isText,
  durationMs: isNumber,
  attempts: isNumber,
  inboxAgeMs: isNumber,
  intentAgeMs: isNumber,
  submitAgeMs: isNumber,
  webhookAgeMs: isNumber,
  channel: isWord,
  writeBackAgeMs: isNumber,
  count: isNumber,
  problem: isText,
  outcome: isWord,
  errorName: isWord,
};
const LONGEST = 200;

const isKey = (key: string): key is keyof LogFields => Object.hasOwn(ALLOWED, key);

/** Drops keys that are not allowed and values of the wrong type. */
const allowed = (fields: LogFields): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([key, value]) => isKey(key) && ALLOWED[key](value))
      .map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, LONGEST) : value]),
  );

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
type LogLevel = (typeof LEVELS)[number];

/** JSON lines on standard output, some of which are also metrics. No caller can log patient data: see `ALLOWED`. */
export const makeLog = ({ level }: { readonly level: LogLevel }): Log => {
  const logger = new Logger({ serviceName: 'stresspass', logLevel: level === 'silent' ? 'SILENT' : level });
  const line = (event: string, fields: LogFields) => ({ ...allowed(fields), ...measuresOf(event, fields, Date.now()) });
  const at = (own: 'info' | 'warn' | 'error'): Log['info'] =>
    LEVELS.indexOf(own) < LEVELS.indexOf(level)
      ? () => undefined
      : (event, fields = {}) => logger[own](event, line(event, fields));
  return { info: at('info'), warn: at('warn'), error: at('error') };
};
