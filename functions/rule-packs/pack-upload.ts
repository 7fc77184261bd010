import { uploadPack } from '../../shared/app/rule-packs/upload-pack.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerPack, packCallOf } from '../../shared/handlers/pack-asked.ts';

export const upload: Handler = async (request, container) =>
  answerPack(await uploadPack(request.body, await packCallOf(request, container), container.ports), 201);
