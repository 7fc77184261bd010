import { readPackStatus } from '../../shared/app/rule-packs/read-packs.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerPack, packCallOf, packNamed } from '../../shared/handlers/pack-asked.ts';

export const read: Handler = async (request, container) =>
  answerPack(await readPackStatus(packNamed(request), await packCallOf(request, container), container.ports));
