import type { Handler } from '../../shared/handlers/handler.ts';
import { attachPas } from '../../shared/handlers/pas/attach-pas.ts';

export const submitAttachment: Handler = async (request, container) => attachPas(request, container);
