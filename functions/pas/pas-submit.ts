import type { Handler } from '../../shared/handlers/handler.ts';
import { submitPas } from '../../shared/handlers/pas/submit-pas.ts';

export const pasSubmit: Handler = async (request, container) => submitPas(request, container);
