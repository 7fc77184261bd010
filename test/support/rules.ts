import { type Facts, known } from '../../shared/core/model/facts.ts';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import type { Band, Criterion, Definitions, Expression, Program, ScoreTable } from '../../shared/core/model/program.ts';
import {
  GROUPS,
  type Necessity,
  type Policy,
  type Ruleset,
  type RulesetBundle,
} from '../../shared/core/model/ruleset.ts';
import { type LineCase, lineCase } from '../../shared/core/policy/line-case.ts';
import { codebook, SERVICE_DATE } from './service-lines.ts';

/** Small rules for tests of the core: every builder gives something complete, each test changes what it is about. */

const SOURCE = { title: 'A test', evidence: 'verified' } as const;
const graded = <T>(value: T) => ({ value, evidence: 'verified' as const });

export const isTrue = (fact: string): Expression => ({ fact, op: 'is', value: true });
export const guard = (fact: string): Expression => ({ fact, op: 'is', value: true, unknownAs: 'not-met' });
export const not = (expression: Expression): Expression => ({ not: expression });
export const all = (...parts: readonly Expression[]): Expression => ({ all: parts });
export const any = (...parts: readonly Expression[]): Expression => ({ any: parts });
export const derived = (name: string): Expression => ({ derived: name });

export const criterion = (when: Expression, says = 'A rule.'): Criterion => ({
  ...when,
  says,
  cite: 'test',
  evidence: 'verified',
});

export const DEFINITIONS: Definitions = {
  id: 'definitions',
  version: '1',
  effectiveFrom: '2020-01-01',
  source: SOURCE,
  derived: {
    symptomatic: any(
      { fact: 'chestPain', op: 'in', value: ['cardiac', 'possible-cardiac'] },
      isTrue('exertionalDyspnea'),
    ),
    asymptomatic: not(derived('symptomatic')),
    priorRevasc: any({ fact: 'priorPci', op: 'exists' }, { fact: 'priorCabg', op: 'exists' }),
    knownDisease: any(isTrue('knownCad'), isTrue('priorMi'), derived('priorRevasc')),
    preop: any(
      { fact: 'diagnoses', op: 'anyCodeIn', value: 'dx-preop', unknownAs: 'not-met' },
      { fact: 'preOpSurgeryRisk', op: 'exists', unknownAs: 'not-met' },
    ),
  },
  outside: [{ id: 'OC', when: isTrue('heartTransplant'), says: 'Not for these.', cite: 'test', evidence: 'verified' }],
  pretest: {
    evidence: 'verified',
    cite: 'test',
    lowAtMost: 15,
    intermediateAtMost: 50,
    rows: [
      { ageFrom: 30, chestPain: { male: 4, female: 5 }, dyspnea: { male: 0, female: 3 } },
      { ageFrom: 50, chestPain: { male: 32, female: 13 }, dyspnea: { male: 20, female: 9 } },
      { ageFrom: 70, chestPain: { male: 52, female: 27 }, dyspnea: { male: 32, female: 12 } },
    ],
  },
};

/** Criteria by set, named by their place: `against-0`, `supports-1` … */
export const program = (
  sets: Partial<Record<Band, readonly Expression[]>>,
  more: { readonly id?: string; readonly scoreTable?: ScoreTable } = {},
): Program => {
  const criteria: Record<string, Criterion> = {};
  const named = (band: Band): string[] =>
    (sets[band] ?? []).map((expression, index) => {
      const id = `${band}-${index}`;
      criteria[id] = criterion(expression, `Rule ${id}.`);
      return id;
    });
  return {
    id: more.id ?? 'program',
    version: '1',
    effectiveFrom: '2020-01-01',
    source: SOURCE,
    complete: true,
    criteria,
    against: named('against'),
    hold: named('hold'),
    supports: named('supports'),
    review: named('review'),
    ...(more.scoreTable ? { scoreTable: more.scoreTable } : {}),
  };
};

export const policy = (more: Partial<Policy> = {}): Policy => ({
  priorAuth: graded('required'),
  necessity: { use: [], otherwise: 'none' },
  ...more,
});

export const ruleset = (more: Partial<Ruleset> = {}): Ruleset => ({
  id: 'payer-2026',
  payer: 'payer',
  version: '1',
  effectiveFrom: '2020-01-01',
  source: SOURCE,
  vendor: graded('own'),
  route: graded(['vendor-portal']),
  clocks: {},
  exemptSettings: {
    encounterClass: ['EMER', 'IMP', 'OBSENC'],
    placeOfService: ['21', '23'],
    says: 'Exempt here.',
    evidence: 'verified',
  },
  validityDays: { ...graded(null), from: 'approval-date' },
  codeSpecific: graded(true),
  siteSpecific: graded(true),
  benefitRules: [],
  policies: Object.fromEntries(GROUPS.map((group) => [group, policy()])) as Ruleset['policies'],
  exceptions: [],
  ...more,
});

export interface Rules {
  readonly programs?: readonly Program[];
  readonly priorAuth?: Policy['priorAuth']['value'];
  readonly otherwise?: Necessity['otherwise'];
  readonly otherwiseSays?: NonNullable<Necessity['otherwiseSays']>;
  readonly ruleset?: Partial<Ruleset>;
  readonly benefitRules?: RulesetBundle['benefitRules'];
  readonly definitions?: Definitions;
}

/** One payer whose every group has the same policy. */
export const bundle = (rules: Rules = {}): RulesetBundle => {
  const { programs = [], priorAuth = 'required', otherwise = programs.length ? 'review' : 'none' } = rules;
  const use = programs.map(({ id }) => ({ program: id }));
  const necessity: Necessity = {
    use,
    otherwise,
    ...(rules.otherwiseSays ? { otherwiseSays: rules.otherwiseSays } : {}),
  };
  const same = policy({ priorAuth: graded(priorAuth), necessity });
  return {
    ruleset: ruleset({
      policies: Object.fromEntries(GROUPS.map((group) => [group, same])) as Ruleset['policies'],
      benefitRules: Object.keys(rules.benefitRules ?? {}),
      ...rules.ruleset,
    }),
    programs: Object.fromEntries(programs.map((one) => [one.id, one])),
    benefitRules: rules.benefitRules ?? {},
    definitions: rules.definitions ?? DEFINITIONS,
    hash: 'hash',
  };
};

export type LineParts = Partial<Omit<LineCase, 'service' | 'facts'>> & {
  readonly service?: Partial<ServiceFacts>;
  readonly facts?: Facts;
};

/** A SPECT order in the office under a coverage in force, with the rules given. */
export const line = (parts: LineParts = {}): LineCase => {
  const service: ServiceFacts = {
    line: 1,
    codes: ['78452'],
    ordered: [],
    modifiers: [],
    diagnoses: ['R07.9'],
    serviceDate: SERVICE_DATE,
    placeOfService: '11',
    ...parts.service,
  };
  const verdict: LineCase['verdict'] = {
    coverage: { reference: 'Coverage/1', status: 'active', focal: true },
    inForce: 'yes',
    says: 'In force.',
    source: 'coverage',
    warnings: [],
    payers: ['payer'],
    ...parts.verdict,
  };
  const made = lineCase(
    {
      facts: { sex: known('male'), ...parts.facts },
      patient: { birthDate: '1966-01-01' },
    },
    service,
    service.serviceDate ?? SERVICE_DATE,
    { verdict, bundle: 'bundle' in parts ? parts.bundle : bundle() },
    parts.approvals ?? [],
    parts.findings ?? [],
    codebook,
  );
  return parts.use ? { ...made, use: parts.use } : made;
};

/** The same service without what a test leaves open. */
export const without = (name: keyof ServiceFacts, { service, ...rest }: LineCase): LineCase => {
  const { [name]: _left, ...kept } = service;
  return { ...rest, service: kept as ServiceFacts };
};
