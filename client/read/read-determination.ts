import type { Assessment, Criterion, Determination, Finding, PatientShare } from '../model/determination.ts';
import { codeOf, type Element, elementOf, elementsOf, given, idOf, numberOf, textOf } from './element.ts';
import { extensionOf, type Parts } from './parts.ts';
import { actionIn, clocksIn, levelOf, ruleIn, stateOf } from './read-answer.ts';

const resultOf = (word: string): Criterion['result'] => (word === 'met' || word === 'not-met' ? word : 'unknown');
const severityOf = (word: string): Finding['severity'] =>
  word === 'error' || word === 'warning' ? word : 'information';

const criteriaIn = (parts: Parts): readonly Criterion[] =>
  parts.groups('criterion').map((one) => ({
    id: one.word('id'),
    result: resultOf(one.word('result')),
    says: one.word('says'),
    cite: one.word('cite'),
    ...given('level', levelOf(one.word('level'))),
    evidence: one.words('evidence'),
  }));

const findingsIn = (parts: Parts): readonly Finding[] =>
  parts.groups('finding').map((one) => ({
    id: one.word('id'),
    severity: severityOf(one.word('severity')),
    line: one.number('line') ?? 0,
    ...given('carc', one.word('carc')),
    ...given('rarc', one.word('rarc')),
    says: one.word('says'),
    fix: one.word('fix'),
  }));

const estimatesIn = (parts: Parts): Determination['estimates'] =>
  parts.groups('estimate').map((one) => {
    const { value, currency } = elementOf(one.one('amount')?.valueMoney);
    return {
      code: one.word('code'),
      amount: typeof value === 'number' ? value : 0,
      currency: textOf(currency),
      year: one.word('year'),
      source: one.word('source'),
    };
  });

const shareIn = (parts: Parts): PatientShare | undefined => {
  const [share] = parts.groups('patientShare');
  const dollars = (name: string) => numberOf(elementOf(share?.one(name)?.valueMoney).value);
  const amount = dollars('amount');
  if (!share || amount === undefined) return undefined;
  return {
    amount,
    ...given('deductible', dollars('deductible')),
    ...given('coinsurance', dollars('coinsurance')),
    ...given('copay', dollars('copay')),
    ...given('asOf', share.word('asOf')),
    assumes: share.words('assumes'),
  };
};

/** The determination of one line, from its extension. */
export const readDetermination = (item: Element, code: string): Determination => {
  const parts = extensionOf(item, 'determination');
  return {
    code: codeOf(item.productOrService) || code,
    advice: parts.word('advice'),
    ...given('covered', parts.word('covered')),
    ...given('paNeeded', parts.word('paNeeded')),
    ...given('state', stateOf(parts.word('state'))),
    ...given('nextAction', actionIn(parts)),
    ...given('row', parts.word('row')),
    ...given('rule', ruleIn(parts, 'ruleset')),
    ...given('rulePack', parts.word('rulePack')),
    ...given('waiver', parts.word('waiver')),
    ...given('binding', parts.word('binding')),
    ...given('authorization', parts.word('authorizationNumber')),
    ...given('assertionId', parts.word('assertionId')),
    reasons: parts.words('reason'),
    criteria: criteriaIn(parts),
    missing: parts.groups('missing').map((one) => ({ fact: one.word('fact'), question: one.word('question') })),
    wouldChange: parts
      .groups('wouldChange')
      .map((one) => ({ fact: one.word('fact'), to: one.word('to'), advice: one.word('advice') })),
    alternatives: parts
      .groups('alternative')
      .map((one) => ({ code: one.word('code'), advice: one.word('advice'), why: one.word('why') })),
    findings: findingsIn(parts),
    estimates: estimatesIn(parts),
    warnings: parts.words('warning'),
    clocks: clocksIn(parts),
    ...given('eligibilitySource', parts.word('eligibilitySource')),
    ...given('eligibilityAsOf', parts.word('eligibilityAsOf')),
    ...given('payerPlan', parts.word('payerPlan')),
    ...given('patientShare', shareIn(parts)),
    documents: elementsOf(item.authorizationSupporting).map(codeOf).filter(Boolean),
    ...given('sameAs', parts.number('sameAs')),
  };
};

/** The order an item of an eligibility request is about. */
const orderOf = (asked: Element | undefined): string =>
  elementsOf(asked?.detail)
    .map(({ reference }) => textOf(reference))
    .filter((one) => one.startsWith('ServiceRequest/'))
    .map(idOf)[0] ?? '';

/** Codes of a claim by the number of their line; an answer to a claim names the line only. */
export const codesOfClaim = (claim: unknown): ReadonlyMap<number, string> =>
  new Map(
    elementsOf(elementOf(claim).item).map((item, index) => [
      numberOf(item.sequence) ?? index + 1,
      codeOf(item.productOrService),
    ]),
  );

/** A CoverageEligibilityResponse or ClaimResponse of this service. */
export const readAssessment = (response: unknown, billed: ReadonlyMap<number, string> = new Map()): Assessment => {
  const root = elementOf(response);
  const overall = extensionOf(root, 'determination');
  const [insurance = {}] = elementsOf(root.insurance);
  const [request = {}] = elementsOf(root.contained);
  const asked = elementsOf(request.item);
  const items = root.resourceType === 'ClaimResponse' ? elementsOf(root.item) : elementsOf(insurance.item);
  const lines = items.map((item, index) => {
    const line = numberOf(item.itemSequence) ?? index + 1;
    const code = codeOf(asked[index]?.productOrService) || (billed.get(line) ?? '');
    return { line, ...readDetermination(item, code), ...given('order', orderOf(asked[index])) };
  });
  return {
    id: textOf(root.id),
    created: textOf(root.created),
    advice: overall.word('advice') || (lines[0]?.advice ?? ''),
    disposition: textOf(root.disposition),
    outcome: textOf(root.outcome),
    ...given('inforce', typeof insurance.inforce === 'boolean' ? insurance.inforce : undefined),
    ...given('payer', textOf(elementOf(root.insurer).display)),
    ...given('serviceDate', textOf(root.servicedDate)),
    ...given('coverageEnds', textOf(elementOf(insurance.benefitPeriod).end)),
    warnings: overall.words('warning'),
    lines,
  };
};
