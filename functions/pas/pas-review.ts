import type { Handler } from '../../shared/handlers/handler.ts';
import { reviewPas } from '../../shared/handlers/pas/review-pas.ts';

export const pasReview: Handler = async (request, container) => reviewPas(request, container);
