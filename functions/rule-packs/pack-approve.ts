import { approvePack } from '../../shared/app/rule-packs/approve-pack.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerPack, packCallOf, packNamed } from '../../shared/handlers/pack-asked.ts';

export const approve: Handler = async (request, container) =>
  answerPack(await approvePack(packNamed(request), await packCallOf(request, container), container.ports));
