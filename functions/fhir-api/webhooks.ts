import { webhookList } from './webhook-list.ts';
import { webhookMessages } from './webhook-messages.ts';
import { webhookResend } from './webhook-resend.ts';

/** What webhooks were told: for who runs their receivers. */
export const webhooks = {
  'webhook-list': webhookList,
  'webhook-messages': webhookMessages,
  'webhook-resend': webhookResend,
};
