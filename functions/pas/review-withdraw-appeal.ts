import type { Handler } from '../../shared/handlers/handler.ts';
import { withdrawAppealPas } from '../../shared/handlers/pas/review-pas.ts';

export const reviewWithdrawAppeal: Handler = async (request, container) => withdrawAppealPas(request, container);
