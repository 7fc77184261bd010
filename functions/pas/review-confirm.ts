import type { Handler } from '../../shared/handlers/handler.ts';
import { confirmPas } from '../../shared/handlers/pas/review-pas.ts';

export const reviewConfirm: Handler = async (request, container) => confirmPas(request, container);
