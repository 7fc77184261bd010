import type { Handler } from '../../shared/handlers/handler.ts';
import { metricReport } from '../../shared/handlers/pas/metrics.ts';

export const pasMetricReport: Handler = async (request, container) => metricReport(request, container);
