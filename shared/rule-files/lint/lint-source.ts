import { FRESH_MONTHS } from '../../core/coverage/coverage-map.ts';
import { addMonths } from '../../core/model/dates.ts';
import type { PublishedSource } from '../../core/model/evidence.ts';
import { caution, type LintFinding, problem } from './lint-finding.ts';

/** Whether a reader can find the source, and whether its date is known. */
export const lintSource = (path: string, source: PublishedSource, today: string): readonly LintFinding[] => {
  const { address, retrieved, evidence } = source;
  const age =
    retrieved === undefined
      ? [caution(path, 'source.retrieved: it does not say on which day the source was read')]
      : retrieved > today
        ? [problem(path, `source.retrieved: ${retrieved} is still to come`)]
        : addMonths(retrieved, FRESH_MONTHS) < today
          ? [caution(path, `source.retrieved: read on ${retrieved}, more than a year ago: read it again`)]
          : [];
  const place =
    evidence === 'illustrative' || address !== undefined
      ? []
      : [caution(path, `source.address: the source is ${evidence}, but nobody can find it again`)];
  return [...age, ...place];
};
