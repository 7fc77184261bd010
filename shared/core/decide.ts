import { adviceColumns, type Columns } from './advice-columns.ts';
import { advisories } from './advisories.ts';
import type { Approval, AuthorizationState, Determination } from './determination.ts';
import type { LineCase } from './line-case.ts';
import { approvalWindow, newestDecision } from './match-approval.ts';
import { type Decided, runProcedure } from './procedure.ts';

/** A recorded payer decision overrides the estimate: the state is the payer's, the criteria stay for reading. */
const PAYER_WORD: Readonly<
  Partial<
    Record<
      Approval['decision'],
      { readonly state: AuthorizationState; readonly bookable: Determination['bookable']; readonly says: string }
    >
  >
> = {
  denied: { state: 'denied', bookable: 'no', says: 'The payer denied this request: appeal, or change the order.' },
  pended: { state: 'submitted', bookable: 'not-yet', says: 'The request is with the payer; its decision is awaited.' },
  'not-required': { state: 'not-required', bookable: 'yes', says: 'The payer says no authorization is required.' },
  approved: { state: 'approved', bookable: 'no', says: 'The payer approved, but not what is ordered now.' },
  partial: { state: 'partial', bookable: 'no', says: 'The payer approved part of the request.' },
};

const withPayerWord = (columns: Columns, decided: Decided, line: LineCase): Columns => {
  const newest = newestDecision(line.approvals);
  const word = newest && PAYER_WORD[newest.decision];
  if (!newest || !word || decided.advice === 'no-active-coverage') return columns;
  const { onFile } = decided;
  if (decided.advice === 'proceed-authorized')
    return { ...columns, state: newest.decision === 'partial' ? 'partial' : 'approved' };
  if (onFile && (newest.decision === 'approved' || newest.decision === 'partial')) {
    const onlyDate = onFile.mismatches.length > 0 && onFile.mismatches.every(({ part }) => part === 'date');
    const end = approvalWindow(onFile.approval, decided.policy?.ruleset).end;
    const expired = onlyDate && end !== undefined && line.serviceDate > end;
    return { ...columns, state: expired ? 'expired' : columns.state };
  }
  if (newest.decision === 'approved' || newest.decision === 'partial' || newest.decision === 'cancelled')
    return columns;
  const says = [word.says, ...columns.reasons];
  return { ...columns, state: word.state, bookable: word.bookable, reasons: says };
};

const isIllustrative = (decided: Decided): boolean => {
  const { policy, outcome, advice, setting } = decided;
  if (!policy) return false;
  if (policy.policy.priorAuth.evidence === 'illustrative') return true;
  if (
    setting?.exempt &&
    policy.ruleset.exemptSettings?.evidence === 'illustrative' &&
    advice === 'pa-not-required-setting'
  )
    return true;
  return outcome?.deciding.some(({ level }) => level === 'illustrative') ?? false;
};

const questionsOfPlace = (
  decided: Decided,
  line: LineCase,
): Pick<Determination, 'infoNeeded'> & { paNeeded?: 'conditional' } => {
  const missingPlace = decided.pa === 'required' && decided.setting?.unknown === true;
  return {
    infoNeeded: [
      ...(missingPlace ? (['location'] as const) : []),
      ...(line.service.serviceDate ? [] : (['timeframe'] as const)),
    ],
    ...(missingPlace ? { paNeeded: 'conditional' as const } : {}),
  };
};

/**
 * The answer for one test line: the contract's procedure, then the coding findings. Deterministic; ids, times and
 * the questions of `explain` are added by others.
 */
export const decide = (line: LineCase): Determination => {
  const decided = runProcedure(line, true);
  const errors = line.findings.filter(({ severity, line: of }) => severity === 'error' && of === line.service.line);
  const broken = errors.length > 0 && decided.advice !== 'no-active-coverage';
  const columns = withPayerWord(adviceColumns(decided), decided, line);
  const place = questionsOfPlace(decided, line);
  const { policy, benefit, setting, approval, outcome } = decided;
  const advice = broken ? 'fix-coding' : decided.advice;
  const infoNeeded = [
    ...new Set([
      ...columns.infoNeeded,
      ...(broken ? (['detail-code'] as const) : []),
      ...(decided.pa === 'required' ? place.infoNeeded : []),
    ]),
  ];
  const paNeeded = columns.paNeeded === 'auth-needed' && place.paNeeded ? place.paNeeded : columns.paNeeded;
  const procedure = line.procedures[0];
  const notRequired = columns.state === 'not-required';
  const abn =
    policy?.ruleset.abn === true &&
    decided.necessity === 'not-met' &&
    (advice === 'necessity-likely-not-met' || outcome?.likelyNonCovered === true);
  const { documents, warnings } = advisories(line, decided);
  return {
    line: line.service.line,
    role: 'test',
    codes: line.service.codes,
    ordered: line.service.ordered,
    modifiers: line.service.modifiers,
    ...(line.service.units === undefined ? {} : { units: line.service.units }),
    ...(procedure?.group ? { group: procedure.group } : {}),
    ...(procedure?.modality ? { modality: procedure.modality } : {}),
    advice,
    ...(broken ? { onceRecoded: decided.advice } : {}),
    row: broken ? 'D2' : decided.row,
    covered: columns.covered,
    ...(paNeeded ? { paNeeded } : {}),
    docNeeded: columns.docNeeded,
    infoNeeded,
    ...(columns.authorizationRequired === undefined ? {} : { authorizationRequired: columns.authorizationRequired }),
    ...(benefit?.excluded && advice === 'benefit-not-covered' ? { excluded: true } : {}),
    state: columns.state,
    bookable: columns.bookable,
    necessity: decided.necessity,
    criteria: decided.trace,
    findings: line.findings,
    reasons: broken ? [...errors.map(({ says, fix }) => `${says} ${fix}`), ...columns.reasons] : columns.reasons,
    warnings: [
      ...(setting?.warning ? [setting.warning] : []),
      ...(benefit?.warnings.map(({ says }) => says) ?? []),
      ...warnings,
    ],
    documents: notRequired ? [] : documents,
    missing: [],
    wouldChange: [],
    ...(approval ? { approval, approvalWindow: approvalWindow(approval, policy?.ruleset) } : {}),
    ...(decided.onFile?.mismatches.length ? { differences: decided.onFile.mismatches } : {}),
    ...(line.verdict.inForce === 'no' && line.verdict.reason ? { noCoverageReason: line.verdict.reason } : {}),
    ...(line.verdict.payers.length === 1 && line.verdict.payers[0] ? { payer: line.verdict.payers[0] } : {}),
    ...(policy ? { route: policy.ruleset.route.value } : {}),
    ...(policy && line.bundle && line.bundle !== 'ambiguous'
      ? { ruleset: { id: policy.ruleset.id, version: policy.ruleset.version, hash: line.bundle.hash } }
      : {}),
    illustrative: isIllustrative(decided),
    ...(abn ? { abn } : {}),
    serviceDate: line.serviceDate,
    ...(line.service.serviceDate ? {} : { serviceDateAssumed: true }),
  };
};
