import type { Handler } from '../../shared/handlers/handler.ts';
import { inquirePas } from '../../shared/handlers/pas/inquire-pas.ts';
import { measured } from '../../shared/handlers/pas/measured.ts';

export const pasInquire: Handler = measured(inquirePas, 'query');
