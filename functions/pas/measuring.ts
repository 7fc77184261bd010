import { pasMetricData } from './pas-metric-data.ts';
import { pasMetricReport } from './pas-metric-report.ts';

/** What a payer's measures are made of: loaded together. */
export const measuring = { 'pas-metric-data': pasMetricData, 'pas-metric-report': pasMetricReport };
