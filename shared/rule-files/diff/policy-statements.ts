import {
  type Exception,
  GROUPS,
  type Necessity,
  type PayerClock,
  type Policy,
  type PriorAuthValue,
  type Ruleset,
} from '../../core/model/ruleset.ts';
import { sayExpression, withSpaces } from './say-expression.ts';
import { aspects, gradedStatement, listedWords, type Saying, type Statements } from './statement.ts';

const PRIOR_AUTH: Readonly<Record<PriorAuthValue, string>> = {
  required: 'required',
  'not-required': 'not required',
  'ask-plan': 'ask the plan',
  'by-price': 'by price',
};
const OTHERWISE: Readonly<Record<Necessity['otherwise'], string>> = {
  'not-met': 'not met',
  review: 'goes to a reviewer',
  none: 'nothing is asked',
};

const sayPriorAuth = ({ value, threshold, asks }: Policy['priorAuth']): string =>
  [
    PRIOR_AUTH[value],
    ...(threshold
      ? [`limit ${threshold.usd} dollars, national fee taken once and ${threshold.upperFactor} times`]
      : []),
    ...(asks === 'performer' ? ['asked for by the performer'] : []),
  ].join(', ');

const sayParameters = (given: Readonly<Record<string, number>>): string =>
  Object.entries(given)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

const sayPrograms = ({ use, parameters = {} }: Pick<Necessity, 'use' | 'parameters'>): Saying =>
  listedWords(
    use.map(({ program, with: given = {} }) => {
      const set = sayParameters({ ...given, ...parameters[program] });
      return set ? `${program} with ${set}` : program;
    }),
  );

const yesNo = (graded: { readonly value: boolean; readonly evidence: Saying['level'] } | undefined) =>
  graded && { text: graded.value ? 'yes' : 'no', ...(graded.evidence ? { level: graded.evidence } : {}) };

const policyAspects = ({ priorAuth, necessity, speaksOf, documents, notificationOnly, goldCard, network }: Policy) =>
  aspects({
    authorization: gradedStatement(sayPriorAuth(priorAuth), priorAuth),
    criteria: sayPrograms(necessity),
    'criteria speak of patients left out as': speaksOf && listedWords(speaksOf),
    'where no criterion decides': OTHERWISE[necessity.otherwise],
    'then said with symptoms': necessity.otherwiseSays?.symptomatic,
    'then said without symptoms': necessity.otherwiseSays?.asymptomatic,
    documents: documents && listedWords(documents),
    'notification only': yesNo(notificationOnly),
    'gold card': yesNo(goldCard),
    network: network && gradedStatement(network.value, network),
  });

const sayClock = (clock: PayerClock | undefined) =>
  clock && gradedStatement(`${clock.amount} ${clock.unit.replace('-', ' ')} from ${clock.from}`, clock);

/** What holds for every test of a policy. */
export const termAspects = (ruleset: Ruleset) => {
  const { vendor, route, clocks, exemptSettings: exempt, validityDays, codeSpecific, siteSpecific, source } = ruleset;
  return aspects({
    'last day': ruleset.effectiveTo,
    reviewer: gradedStatement(vendor.value, vendor),
    'asked by': listedWords(route.value, route.evidence),
    'standard decision': sayClock(clocks.standard),
    'expedited decision': sayClock(clocks.expedited),
    'approvals hold': gradedStatement(
      validityDays.value === null ? 'as the approval says' : `${validityDays.value} days from ${validityDays.from}`,
      validityDays,
    ),
    'exempt classes': exempt && listedWords(exempt.encounterClass, exempt.evidence),
    'exempt places': exempt && listedWords(exempt.placeOfService, exempt.evidence),
    'tied to the code': yesNo(codeSpecific),
    'said of another code': codeSpecific.says,
    'tied to the site': yesNo(siteSpecific),
    'products known': ruleset.products && listedWords(ruleset.products),
    'benefit rules': listedWords(ruleset.benefitRules),
    'advance notice': ruleset.abn ? 'advised' : undefined,
    source: gradedStatement(source.title, source),
    'source address': source.address,
    'source read': source.retrieved,
  });
};

/** Programs, parameters and authorization in words; any other value as written. */
const saySetting = ([path, value]: readonly [string, unknown]): readonly [string, Saying] => {
  const authorization = value as Policy['priorAuth'];
  if (path.endsWith('.priorAuth')) return [`sets ${path}`, gradedStatement(sayPriorAuth(authorization), authorization)];
  if (path.endsWith('.use')) return [`sets ${path}`, sayPrograms({ use: value as Necessity['use'] })];
  const says = path.endsWith('.parameters')
    ? Object.entries(value as NonNullable<Necessity['parameters']>)
        .map(([program, given]) => `${program} with ${sayParameters(given)}`)
        .join(', ')
    : JSON.stringify(value);
  return [`sets ${path}`, { text: says }];
};

/** Of one exception: where it applies and what it sets. */
export const exceptionAspects = ({ level, where, when, from, to, set, says, evidence }: Exception) =>
  aspects({
    level,
    where: Object.entries(where)
      .map(([fact, values]) => `${withSpaces(fact)} is ${values.join(' or ')}`)
      .join(' and '),
    when: when && sayExpression(when),
    'first day': from,
    'last day': to,
    ...Object.fromEntries(Object.entries(set).map(saySetting)),
    sentence: gradedStatement(`“${says}”`, { evidence }),
  });

/** The statements of one version: each group of tests, its terms, and its exceptions. */
export const policyStatements = (ruleset: Ruleset): Statements =>
  new Map([
    ...GROUPS.map((group) => [group, policyAspects(ruleset.policies[group])] as const),
    ['terms', termAspects(ruleset)] as const,
    ...ruleset.exceptions.map((one) => [`exception ${one.id}`, exceptionAspects(one)] as const),
  ]);
