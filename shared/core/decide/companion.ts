import { compact } from '../model/compact.ts';
import type { Determination } from '../model/determination.ts';
import type { LineCase } from '../policy/line-case.ts';
import { codingErrorsOf, decideRest, withCodingErrors } from './decide.ts';

/** A companion line's own values; the rest comes from its lead. */
const own = ({ service, findings, procedures: [procedure] }: LineCase) => {
  const { line, codes, ordered, modifiers, units } = service;
  return compact({
    line,
    codes,
    ordered,
    modifiers,
    findings,
    units,
    group: procedure?.group,
    modality: procedure?.modality,
  });
};

/** A companion takes its lead's authorization, criteria and advice, but keeps its own coding findings. */
export const answerCompanion = (line: LineCase, lead: Determination): Determination => {
  const { units: _units, group: _group, modality: _modality, ...inherited } = lead;
  return withCodingErrors({ ...inherited, ...own(line), role: 'companion', lead: lead.line }, codingErrorsOf(line));
};

/** The test this line goes with is not in the message. */
export const answerLoneCompanion = (line: LineCase): Determination => {
  const alone = decideRest({ ...line, procedures: [], approvals: [] });
  const says = 'This code goes with a stress test that the message does not name.';
  const answer: Determination =
    alone.advice === 'no-active-coverage' ? alone : { ...alone, row: 'D7', reasons: [says] };
  return withCodingErrors({ ...answer, role: 'companion' }, codingErrorsOf(line));
};
