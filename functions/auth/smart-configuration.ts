import type { Door } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';
import { ROUTES } from '../../shared/http/routes.ts';
import { writeSmartConfiguration } from '../../shared/lambda/auth/smart-configuration.ts';

export const smartConfiguration: Door = async (_request, { config }) => answer(writeSmartConfiguration(ROUTES, config));
