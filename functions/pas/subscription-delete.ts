import type { Handler } from '../../shared/handlers/handler.ts';
import { removePasSubscription } from '../../shared/handlers/pas/subscriptions.ts';

export const subscriptionDelete: Handler = async (request, container) => removePasSubscription(request, container);
