import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { BusEvent } from '../../../shared/lambda/event-entry.ts';
import type { Operation } from './endpoint.ts';
import { AwsError } from './error.ts';

/** A rule matches by `source` and `detail-type`, like ours in the cloud; absent = any. */
export interface Rule {
  readonly source?: string;
  readonly detailType?: string;
  readonly target: (event: BusEvent) => Promise<void>;
}

const entry = z.object({
  Source: z.string().check(z.minLength(1)),
  DetailType: z.string().check(z.minLength(1)),
  Detail: z.string(),
  Time: z.optional(z.union([z.number(), z.string()])),
});
const input = z.object({ Entries: z.array(z.unknown()).check(z.minLength(1), z.maxLength(10)) });

type Put = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

const refuse = (ErrorCode: string, ErrorMessage: string): Put => ({ ErrorCode, ErrorMessage });

const detailOf = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Numbers are seconds. */
const timeOf = (given: number | string | undefined): string => {
  const time = new Date(typeof given === 'number' ? given * 1_000 : (given ?? Date.now()));
  return (Number.isNaN(time.getTime()) ? new Date() : time).toISOString().replace(/\.\d+Z$/, 'Z');
};

const matches = (rule: Rule, event: BusEvent): boolean =>
  (rule.source ?? event.source) === event.source && (rule.detailType ?? event['detail-type']) === event['detail-type'];

/**
 * The local EventBridge. It stores nothing: an event is accepted once every matching target has it (ours make it
 * durable); if a target fails, the put of that event fails and the sender puts it again.
 */
export const makeBus = (rules: readonly Rule[]): Readonly<Record<string, Operation>> => {
  const putOne = async (given: unknown): Promise<Put> => {
    const read = entry.safeParse(given);
    if (!read.success) return refuse('InvalidArgument', 'Source, DetailType and Detail are needed.');
    const { Source, DetailType, Detail, Time } = read.data;
    const detail = detailOf(Detail);
    if (!detail) return refuse('MalformedDetail', 'Detail is malformed.');
    const event: BusEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': DetailType,
      source: Source,
      account: '000000000000',
      time: timeOf(Time),
      region: 'us-east-1',
      resources: [],
      detail,
    };
    try {
      await Promise.all(rules.filter((rule) => matches(rule, event)).map(({ target }) => target(event)));
      return { EventId: event.id };
    } catch {
      return refuse('InternalFailure', 'A target did not take the event.');
    }
  };

  const putEvents = async (given: unknown) => {
    const read = input.safeParse(given);
    if (!read.success) throw new AwsError('ValidationException', 'Entries holds 1 to 10 events.');
    const Entries = await Promise.all(read.data.Entries.map(putOne));
    return { FailedEntryCount: Entries.filter((one) => 'ErrorCode' in one).length, Entries };
  };

  return { 'AWSEvents.PutEvents': putEvents };
};
