import type { Handler } from '../../shared/handlers/handler.ts';
import { statusOfPasSubscription } from '../../shared/handlers/pas/subscriptions.ts';

export const subscriptionStatus: Handler = async (request, container) => statusOfPasSubscription(request, container);
