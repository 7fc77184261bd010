import type { Handler } from '../../shared/handlers/handler.ts';
import { eventsOfPasSubscription } from '../../shared/handlers/pas/subscriptions.ts';

export const subscriptionEvents: Handler = async (request, container) => eventsOfPasSubscription(request, container);
