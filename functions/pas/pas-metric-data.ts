import type { Handler } from '../../shared/handlers/handler.ts';
import { metricData } from '../../shared/handlers/pas/metrics.ts';

export const pasMetricData: Handler = async (request, container) => metricData(request, container);
