import type { Advice } from '../model/advice.ts';
import { compact } from '../model/compact.ts';
import type { Determination } from '../model/determination.ts';
import type { LineCase } from '../policy/line-case.ts';
import { matchApproval } from '../policy/match-approval.ts';
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

const GO: ReadonlySet<Advice> = new Set(['proceed-authorized', 'proceed-no-pa']);

/** Nobody could be asked: the payer asks for no authorization at all, or the patient pays. */
const asksNobody = ({ verdict }: LineCase, { route }: Determination): boolean =>
  route?.length === 0 || verdict.coverage?.selfPay === true;

/** Of an add-on that plans judge apart: its test's "go ahead" is none for it, unless an approval names it. */
const askedApart = (line: LineCase, lead: Determination): Determination | undefined => {
  const { codes } = line.service;
  const apart = codes.map((code) => line.codebook.procedure(code)).find((one) => one?.asks !== undefined);
  if (!apart?.asks || !GO.has(lead.advice) || asksNobody(line, lead)) return undefined;
  const naming = line.approvals.filter((one) => one.codes.includes(apart.code));
  const rules = line.bundle === 'ambiguous' ? undefined : line.bundle?.ruleset;
  if (matchApproval(naming, line.service, line.serviceDate, rules)?.mismatches.length === 0) return undefined;
  const alone = decideRest({ ...line, procedures: [], approvals: [] });
  return { ...alone, row: 'D7', reasons: [apart.asks] };
};

/** A companion takes its lead's authorization, criteria and advice, but keeps its own coding findings. */
export const answerCompanion = (line: LineCase, lead: Determination): Determination => {
  const { units: _units, group: _group, modality: _modality, ...inherited } = askedApart(line, lead) ?? lead;
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
