import type { PayerAwaits } from '../model/approval.ts';
import type { Determination, Finding } from '../model/determination.ts';
import type { BindingRule, Waiver } from '../model/plan-duty.ts';
import { nameOfRuleset } from '../model/ruleset.ts';
import type { LineCase } from '../policy/line-case.ts';
import { approvalWindow } from '../policy/match-approval.ts';
import { planTypeUnder } from '../policy/waiver.ts';
import { adviceColumns, type Columns } from './advice-columns.ts';
import { documentsDue, warningsOf } from './advisories.ts';
import { assumedIn } from './assumed.ts';
import type { Decided } from './decided.ts';
import { runDecisionTable } from './decision-table.ts';
import { NOTICE_SAYS, noticeFor } from './notice.ts';
import { conflictFindings, ownFindings } from './own-findings.ts';
import { withPayerDecision } from './payer-decision.ts';
import { labelledReasons, toldReasons } from './told-reasons.ts';
import { endsInsideWindow } from './window.ts';

/** Does the answer depend on a value that is our own choice or unsourced? */
const isIllustrative = ({ advice, seen, onFile, necessity, waiver }: Decided): boolean => {
  if (!seen) return false;
  const { policy, benefit, outcome } = seen;
  const { ruleset } = policy;
  switch (advice) {
    case 'benefit-not-covered':
      return benefit.excluded?.evidence === 'illustrative';
    case 'pa-not-required-setting':
      return ruleset.exemptSettings?.evidence === 'illustrative';
    case 'proceed-authorized':
    case 'fix-authorization':
      return onFile !== undefined && !onFile.approval.end && ruleset.validityDays.evidence === 'illustrative';
  }
  if (!waiver && policy.policy.priorAuth.evidence === 'illustrative') return true;
  const decidedOtherwise = outcome.deciding.length === 0 && necessity !== 'none' && necessity !== 'unknown';
  return decidedOtherwise || outcome.deciding.some(({ level }) => level === 'illustrative');
};

/** How well founded the rule is that frees the test, where one does; a payer's own word is no rule. */
const ruleLevelOf = ({ row, pa, seen, payerDecision, waiver }: Decided): Pick<Determination, 'ruleLevel'> => {
  if (!seen || waiver || row === 'D3' || row === 'D6' || payerDecision?.decision === 'not-required') return {};
  const { policy, ruleset } = seen.policy;
  if (pa === 'not-required') return { ruleLevel: policy.priorAuth.evidence };
  return row === 'D9' && ruleset.exemptSettings ? { ruleLevel: ruleset.exemptSettings.evidence } : {};
};

/** Place and date are workflow facts: a place that could make the setting exempt leaves the need itself open. */
const withWorkflowQuestions = (columns: Columns, { pa, seen }: Decided, { service }: LineCase): Columns => {
  if (pa !== 'required') return columns;
  const placeOpen = seen?.setting.unknown === true;
  const asked = [
    ...columns.infoNeeded,
    ...(placeOpen ? (['location'] as const) : []),
    ...(service.serviceDate ? [] : (['timeframe'] as const)),
  ];
  const conditional = placeOpen && columns.paNeeded === 'auth-needed';
  return { ...columns, infoNeeded: asked, ...(conditional ? { paNeeded: 'conditional' as const } : {}) };
};

/** What the plan has to hear before its confirmation makes the visit bookable. */
const AWAITED_BY: Readonly<Partial<Record<Waiver['effect'], PayerAwaits>>> = {
  notify: 'notification',
  'hand-over': 'earlier-approval',
};

/** An approval of the plan itself that it cannot take back; a number that only a claim names is none on file. */
const bindingOf = (line: LineCase, { row, onFile }: Decided): Pick<BindingRule, 'cite' | 'says'> | undefined => {
  if (row !== 'D6' || !onFile || onFile.approval.source === 'claim') return undefined;
  const planType = planTypeUnder(line);
  const given = onFile.approval.issued ?? onFile.approval.receivedAt.slice(0, 10);
  const rule = planType && line.codebook.bindingRules(given).find(({ planTypes }) => planTypes.includes(planType));
  return rule ? { cite: rule.cite, says: rule.says } : undefined;
};

const OF_ANOTHER_PAYER = 'An authorization on file was given by another payer: it does not count under this coverage.';

const isDue = (due: readonly string[], { advice }: Decided, { docNeeded }: Columns): Columns['docNeeded'] =>
  advice === 'pa-pend-info' || advice === 'fix-authorization' || due.length > 0 ? docNeeded : [];

/**
 * The answer for one test line by the decision table (docs/behavior.md#decision-table), coding findings aside.
 * Deterministic; ids, times and the questions of `explain` are added elsewhere.
 */
export const decideRest = (line: LineCase): Determination => {
  const decided = runDecisionTable(line, true);
  const { service, verdict } = line;
  const { advice, seen, onFile, reasons } = decided;
  const overridden = withPayerDecision(adviceColumns(decided), decided, line.serviceDate);
  const columns = withWorkflowQuestions(overridden.columns, decided, line);
  const [procedure] = line.procedures;
  const { waiver } = decided;
  const isPayerChanged = line.priorApprovals && !waiver && columns.authorizationRequired !== false;
  const documents = seen && !waiver && columns.authorizationRequired !== false ? documentsDue(line, seen) : [];
  const awaits = overridden.awaits ?? (waiver && AWAITED_BY[waiver.effect]);
  const binding = bindingOf(line, decided);
  const ruleset = seen?.policy.ruleset;
  const assumed = assumedIn(line, decided);
  const window = endsInsideWindow(line);
  const findings = [...conflictFindings(line), ...ownFindings(decided, line, labelledReasons(decided, assumed))];
  const notice = noticeFor(line, decided);
  return {
    line: service.line,
    role: 'test',
    codes: service.codes,
    ordered: service.ordered,
    modifiers: service.modifiers,
    ...(service.units === undefined ? {} : { units: service.units }),
    ...(procedure?.group ? { group: procedure.group } : {}),
    ...(procedure?.modality ? { modality: procedure.modality } : {}),
    advice,
    row: decided.row,
    ...columns,
    ...(awaits ? { payerAwaits: awaits } : {}),
    docNeeded: isDue(documents, decided, columns),
    ...(advice === 'benefit-not-covered' ? { excluded: true } : {}),
    necessity: decided.necessity,
    criteria: seen ? [...seen.benefit.trace, ...seen.outcome.trace] : [],
    findings: findings.length ? [...line.findings, ...findings] : line.findings,
    reasons: [
      ...toldReasons(overridden.says ? [overridden.says, ...reasons] : reasons, line, decided, columns, assumed),
      ...(notice ? [NOTICE_SAYS[notice]] : []),
      ...(isPayerChanged ? [OF_ANOTHER_PAYER] : []),
      ...(window ? [window] : []),
    ],
    warnings: warningsOf(line, decided, assumed),
    documents,
    missing: [],
    wouldChange: [],
    ...(onFile ? { approval: onFile.approval, approvalWindow: approvalWindow(onFile.approval, ruleset) } : {}),
    ...(waiver ? { waiver: { kind: waiver.kind, cite: waiver.cite } } : {}),
    ...(binding ? { binding } : {}),
    ...(onFile?.mismatches.length ? { differences: onFile.mismatches } : {}),
    ...(verdict.inForce === 'no' && verdict.reason ? { noCoverageReason: verdict.reason } : {}),
    ...(verdict.payers.length === 1 && verdict.payers[0] ? { payer: verdict.payers[0] } : {}),
    ...(ruleset ? { route: ruleset.route.value } : {}),
    ...(ruleset && line.bundle && line.bundle !== 'ambiguous' ? { ruleset: nameOfRuleset(line.bundle) } : {}),
    illustrative: isIllustrative(decided),
    ...ruleLevelOf(decided),
    ...(assumed.length ? { assumed } : {}),
    ...(notice === 'abn' ? { abn: true } : {}),
    serviceDate: line.serviceDate,
    ...(service.serviceDate ? {} : { serviceDateAssumed: true }),
  };
};

export const codingErrorsOf = ({ findings, service }: LineCase): readonly Finding[] =>
  findings.filter(({ severity, line }) => severity === 'error' && line === service.line);

/**
 * Row D2 over the rest of the decision table: as written the claim fails. Whether authorization is required after the
 * code is corrected is stated only where none is.
 */
export const withCodingErrors = (rest: Determination, errors: readonly Finding[]): Determination => {
  if (errors.length === 0 || rest.advice === 'no-active-coverage') return rest;
  const { authorizationRequired, excluded: _excluded, abn: _abn, ...kept } = rest;
  return {
    ...kept,
    advice: 'fix-coding',
    onceRecoded: rest.advice,
    row: 'D2',
    ...(authorizationRequired === false ? { authorizationRequired } : {}),
    infoNeeded: [...new Set([...rest.infoNeeded, 'detail-code' as const])],
    reasons: [...errors.map(({ says, fix }) => `${says} ${fix}`), ...rest.reasons],
  };
};

/** The answer for one test line: the decision table, then the coding findings. */
export const decide = (line: LineCase): Determination => withCodingErrors(decideRest(line), codingErrorsOf(line));
