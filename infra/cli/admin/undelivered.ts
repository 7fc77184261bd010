import * as z from 'zod/mini';
import { receive } from '../../../functions/order-events/receive.ts';
import { takeMessages } from '../../../shared/adapters/aws/take-messages.ts';
import type { BusEvent } from '../../../shared/lambda/event-entry.ts';
import type { OpenedContainer } from '../../../shared/lambda/open-container.ts';
import { Refusal } from '../refusal.ts';

const shape = z.looseObject({ id: z.string(), source: z.string(), 'detail-type': z.string(), detail: z.unknown() });
const isEvent = (value: unknown): value is BusEvent => shape.safeParse(value).success;

/** EventBridge sends the event itself, Lambda wraps it together with the failure. */
const eventIn = (body: string): BusEvent | undefined => {
  const value: unknown = JSON.parse(body);
  const inner = typeof value === 'object' && value !== null && 'requestPayload' in value ? value.requestPayload : value;
  return isEvent(inner) ? inner : undefined;
};

/**
 * Receives events as the function would have, under their original ids: events that were delivered meanwhile are known
 * and change nothing.
 */
export const redriveUndelivered = async (opened: OpenedContainer, queueUrl: string | undefined) => {
  if (!queueUrl) throw new Refusal('UNDELIVERED_URL names the queue of undelivered events; there is none on a laptop.');
  const { AWS_REGION: region, AWS_EVENTS_ENDPOINT: endpoint } = opened.config;
  let strange = 0;
  const taken = await takeMessages({ region, queueUrl, ...(endpoint ? { endpoint } : {}) }, async (body) => {
    const event = eventIn(body);
    if (!event) strange += 1;
    else await receive(event, opened);
    return event !== undefined;
  });
  const lines = [
    `${taken} events taken in.`,
    ...(strange ? [`${strange} messages are no events and stay where they are.`] : []),
  ];
  return { value: { taken, strange }, lines };
};
