import type { Handler } from '../../shared/handlers/handler.ts';
import { appealPas } from '../../shared/handlers/pas/review-pas.ts';

export const reviewAppeal: Handler = async (request, container) => appealPas(request, container);
