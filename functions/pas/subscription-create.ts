import type { Handler } from '../../shared/handlers/handler.ts';
import { createPasSubscription } from '../../shared/handlers/pas/subscriptions.ts';

export const subscriptionCreate: Handler = async (request, container) => createPasSubscription(request, container);
