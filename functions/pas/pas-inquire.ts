import type { Handler } from '../../shared/handlers/handler.ts';
import { inquirePas } from '../../shared/handlers/pas/inquire-pas.ts';

export const pasInquire: Handler = async (request, container) => inquirePas(request, container);
