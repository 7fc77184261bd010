import { rollBackPack } from '../../shared/app/rule-packs/roll-back-pack.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerPack, packCallOf, packNamed } from '../../shared/handlers/pack-asked.ts';

export const rollBack: Handler = async (request, container) =>
  answerPack(await rollBackPack(packNamed(request), await packCallOf(request, container), container.ports));
