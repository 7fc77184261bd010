import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { writeSmartConfiguration } from '../../shared/lambda/auth/smart-configuration.ts';

export const smartConfiguration: Handler = async (_request, { config }) =>
  answer(writeSmartConfiguration(ROUTES, config));
