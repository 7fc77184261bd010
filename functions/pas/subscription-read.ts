import type { Handler } from '../../shared/handlers/handler.ts';
import { readPasSubscription } from '../../shared/handlers/pas/subscriptions.ts';

export const subscriptionRead: Handler = async (request, container) => readPasSubscription(request, container);
