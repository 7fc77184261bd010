import { startSimulation } from '../../shared/app/rule-packs/start-simulation.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerSimulation, packCallOf, packNamed } from '../../shared/handlers/pack-asked.ts';

export const simulate: Handler = async (request, container) =>
  answerSimulation(
    await startSimulation(packNamed(request), await packCallOf(request, container), container.ports),
    container,
    202,
  );
