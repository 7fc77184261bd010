import type { Handler } from '../../shared/handlers/handler.ts';
import { attachPas } from '../../shared/handlers/pas/attach-pas.ts';
import { measured } from '../../shared/handlers/pas/measured.ts';

export const submitAttachment: Handler = measured(attachPas, 'initialDocToPayer');
