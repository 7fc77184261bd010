import { activatePack } from '../../shared/app/rule-packs/activate-pack.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerPack, fromAsked, packCallOf, packNamed } from '../../shared/handlers/pack-asked.ts';

export const activate: Handler = async (request, container) => {
  const from = fromAsked(request);
  if (!from.ok) return answerPack(from);
  const asked = { ...packNamed(request), ...from.value };
  return answerPack(await activatePack(asked, await packCallOf(request, container), container.ports));
};
