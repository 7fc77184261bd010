import { listPacks } from '../../shared/app/rule-packs/read-packs.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { packCallOf } from '../../shared/handlers/pack-asked.ts';
import { answer } from '../../shared/handlers/reply.ts';

export const list: Handler = async (request, container) =>
  answer({ packs: await listPacks(await packCallOf(request, container), container.ports) });
