import type { Extension } from 'fhir/r4';
import { standsOn } from '../../../core/decide/next-action.ts';
import type {
  Alternative,
  Change,
  CriterionResult,
  Determination,
  DueClock,
  Estimate,
  Finding,
  Question,
} from '../../../core/model/determination.ts';
import { nameOfPack } from '../../../core/model/ruleset.ts';
import type { Canonicals } from '../../canonical.ts';
import { evidenceReference } from '../../outward-reference.ts';
import { billingCoding } from '../billing-coding.ts';
import { channelFacts } from '../channel-facts.ts';
import {
  canonicalPart,
  codePart,
  codingPart,
  countPart,
  datePart,
  dayPart,
  dollarsPart,
  groupPart,
  referencePart,
  textPart,
  textParts,
  yearPart,
} from '../extension-part.ts';
import type { DeterminationContext } from './determination-context.ts';
import type { Explained } from './explained.ts';

const criterion = (
  { id, result, says, cite, evidence, level }: CriterionResult,
  outward: DeterminationContext['evidence'],
) =>
  groupPart(
    'criterion',
    codePart('id', id),
    codePart('result', result),
    textPart('says', says),
    textPart('cite', cite),
    (evidence ?? []).filter(Boolean).flatMap((from) => referencePart('evidence', evidenceReference(from, outward))),
    codePart('level', level),
  );

const finding = ({ id, severity, line, carc, rarc, says, fix }: Finding, numberOf: DeterminationContext['numberOf']) =>
  groupPart(
    'finding',
    codePart('id', id),
    codePart('severity', severity),
    countPart('line', numberOf(line)),
    codePart('carc', carc),
    codePart('rarc', rarc),
    textPart('says', says),
    textPart('fix', fix),
  );

const missing = ({ fact, question }: Question) =>
  groupPart('missing', codePart('fact', fact), textPart('question', question));

const wouldChange = ({ fact, to, advice }: Change) =>
  groupPart('wouldChange', codePart('fact', fact), textPart('to', to), codePart('advice', advice));

const alternative = ({ code, advice, why }: Alternative) =>
  groupPart('alternative', codingPart('code', billingCoding(code)), codePart('advice', advice), textPart('why', why));

const estimate = ({ code, usd, year, source }: Estimate) =>
  groupPart(
    'estimate',
    codingPart('code', billingCoding(code)),
    dollarsPart('amount', usd),
    yearPart('year', year),
    textPart('source', source),
  );

const dollars = (name: string, usd: number | undefined) => (usd === undefined ? [] : dollarsPart(name, usd));

const patientShare = ({ share, eligibilityAsOf }: DeterminationContext) =>
  share
    ? groupPart(
        'patientShare',
        dollarsPart('amount', share.usd),
        dollars('deductible', share.deductibleUsd),
        dollars('coinsurance', share.coinsuranceUsd),
        dollars('copay', share.copayUsd),
        dayPart('asOf', eligibilityAsOf),
        textParts('assumes', share.assumes),
      )
    : [];

/** Worked out from what the determination says already; nothing of it is stored. */
const next = (advised: Determination, { use, today, dueBy, channel }: DeterminationContext) => {
  const { action, state } = standsOn(advised, use, today, dueBy);
  return [
    ...groupPart(
      'nextAction',
      codePart('code', action.code),
      codePart('owner', action.owner),
      dayPart('dueBy', action.dueBy),
      channelFacts(action.code === 'send-request' ? channel : undefined).map(([url, value]) => ({ url, ...value })),
    ),
    ...codePart('state', state),
  ];
};

const clock = ({ kind, due, says, onlyIf, level }: DueClock) =>
  groupPart(
    'clock',
    codePart('kind', kind),
    datePart('due', due),
    textPart('rule', says),
    textPart('onlyIf', onlyIf),
    codePart('ruleLevel', level),
  );

/** A line without its explanations must not read as one with nothing open. */
const LEFT_OUT =
  'Criteria, open questions and alternatives are left out, since the answer would be too long. Ask about this line alone.';

/** What explains a line, before and behind its findings. */
const explain = (
  { criteria, missing: open, wouldChange: changes, alternatives = [], estimates = [] }: Determination,
  { evidence, numberOf }: DeterminationContext,
  explained: Explained,
) => {
  if (explained === 'left-out') return { before: [], behind: textPart('warning', LEFT_OUT) };
  if (explained !== 'full') return { before: countPart('sameAs', numberOf(explained.sameAs)), behind: [] };
  return {
    before: criteria.flatMap((one) => criterion(one, evidence)),
    behind: [
      ...open.flatMap(missing),
      ...changes.flatMap(wouldChange),
      ...alternatives.flatMap(alternative),
      ...estimates.flatMap(estimate),
    ],
  };
};

/** `{base}/StructureDefinition/determination` of one line; a line that is no stress test gets no advice. */
export const writeDetermination = (
  determination: Determination,
  context: DeterminationContext,
  canonicals: Canonicals,
  explained: Explained = 'full',
): Extension => {
  const { ruleset } = determination;
  const { before, behind } = explain(determination, context, explained);
  const advised = determination.role === 'other' ? undefined : determination;
  return {
    url: canonicals.determination,
    extension: [
      ...codePart('advice', advised?.advice),
      ...codePart('covered', advised?.covered),
      ...codePart('paNeeded', advised?.paNeeded),
      ...(advised ? next(advised, context) : []),
      ...textPart('waiver', advised?.waiver && `${advised.waiver.kind}: ${advised.waiver.cite}`),
      ...textPart('binding', advised?.binding && `${advised.binding.says} (${advised.binding.cite})`),
      ...textPart('assertionId', context.assertionId),
      ...canonicalPart('ruleset', ruleset && `${canonicals.ruleset}/${ruleset.id}|${ruleset.version}`),
      ...textPart('rulePack', nameOfPack(ruleset?.pack)),
      ...codePart('ruleLevel', determination.ruleLevel),
      ...textPart(
        'authorizationNumber',
        determination.paNeeded === 'satisfied' ? determination.approval?.number : undefined,
      ),
      ...codePart('row', determination.row),
      ...textParts('reason', determination.reasons),
      ...before,
      ...determination.findings.flatMap((one) => finding(one, context.numberOf)),
      ...behind,
      ...textParts('warning', determination.warnings),
      ...codePart('eligibilitySource', context.eligibilitySource),
      ...dayPart('eligibilityAsOf', context.eligibilityAsOf),
      ...textPart('payerPlan', context.payerPlan),
      ...(advised ? patientShare(context) : []),
      ...context.clocks.flatMap(clock),
    ],
  };
};

/** The same extension on the root: the overall advice, and what concerns the whole message. */
export const writeOverall = (
  advice: string | undefined,
  warnings: readonly string[],
  canonicals: Canonicals,
): Extension => ({
  url: canonicals.determination,
  extension: [...codePart('advice', advice), ...textParts('warning', warnings)],
});
