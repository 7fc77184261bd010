import type { Handler } from '../../shared/handlers/handler.ts';
import { placeOpenApi } from '../../shared/handlers/pages/place-openapi.ts';
import { answer } from '../../shared/handlers/reply.ts';

export const openapi: Handler = async (_request, { canonicals, config }) =>
  answer(placeOpenApi(config.PUBLIC_URL, canonicals.base), { 'cache-control': 'public, max-age=300' });
