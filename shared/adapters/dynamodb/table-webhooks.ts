import type { WebhookMessage } from '../../app/ports/webhooks.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

const hookPk = (tenant: TenantId, hook: string): string => under(tenant, 'WEBHOOK', segment(hook));

/** Keys of what webhooks were told: by webhook and time. */
export const webhookKeys = {
  message: (tenant: TenantId, { hook, at, id }: Pick<WebhookMessage, 'hook' | 'at' | 'id'>): Key => ({
    pk: hookPk(tenant, hook),
    sk: join(segment(at), segment(id)),
  }),
};

export const webhookRange = (tenant: TenantId, hook: string): Range => ({
  pk: hookPk(tenant, hook),
  from: ' ',
  to: '~~',
});

const channelsPk = (tenant: string): string => under(tenant, 'CHANNELS');
/** Keys of how a tenant's endpoints of payers answer. */
export const channelKeys = {
  health: (tenant: string, endpoint: string): Key => ({ pk: channelsPk(tenant), sk: segment(endpoint) }),
};
export const channelRange = (tenant: string): Range => ({ pk: channelsPk(tenant), from: ' ', to: '~~' });
