import type { Handler } from '../../shared/handlers/handler.ts';
import { measured } from '../../shared/handlers/pas/measured.ts';
import { submitPas } from '../../shared/handlers/pas/submit-pas.ts';

export const pasSubmit: Handler = measured(submitPas, 'initial');
