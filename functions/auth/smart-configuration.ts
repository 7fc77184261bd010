import { ROUTES } from '../../shared/http/routes.ts';
import { writeSmartConfiguration } from '../../shared/runtime/auth/smart-configuration.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer } from '../../shared/runtime/reply.ts';

export const smartConfiguration: Door = async (_request, { config }) => answer(writeSmartConfiguration(ROUTES, config));
