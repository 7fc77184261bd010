import type { Handler } from '../../shared/handlers/handler.ts';
import { changePasSubscription } from '../../shared/handlers/pas/subscriptions.ts';

export const subscriptionUpdate: Handler = async (request, container) => changePasSubscription(request, container);
