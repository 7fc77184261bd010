import { describe, expect, test } from 'vitest';
import { describeChange, describeProgramChange } from '../../shared/rule-files/diff/describe-change.ts';
import { sayExpression } from '../../shared/rule-files/diff/say-expression.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { type Folder, laterPolicy, PROGRAM, readFrom, ruleFolder, WORDS } from '../support/rule-folder.ts';

const PROGRAM_NOW = 'programs/small/2026-01-01.json';

/** The policy and its next version, with changes. */
const differences = (change: (policy: Folder, folder: Folder) => void): readonly string[] => {
  const folder = ruleFolder((files) => {
    laterPolicy(files, '2027-01-01', (policy) => change(policy, files));
  });
  const rules = loadRules(readFrom(folder));
  return describeChange(rules.select('acme', '2026-05-12')!, rules.select('acme', '2027-05-12')!);
};
const graded = (value: unknown, evidence = 'verified') => ({ value, evidence });

test('equal versions have no differences', () => {
  expect(differences(() => undefined)).toEqual(['Nothing that bears on an answer is different.']);
});

describe('authorization', () => {
  test('reported with its first day and its evidence level', () => {
    expect(
      differences((policy) => {
        policy.policies.mpi.priorAuth = graded('not-required');
        policy.policies['stress-echo'] = { like: 'mpi', priorAuth: graded('required') };
        for (const group of ['pet', 'cmr']) policy.policies[group].priorAuth = graded('required');
      }),
    ).toEqual(['mpi: authorization required → not required (from 2027-01-01; verified)']);
  });
  test('groups with the same change share a line', () => {
    expect(
      differences((policy) => {
        policy.policies.mpi.priorAuth = graded('ask-plan', 'secondary');
      }),
    ).toEqual(['stress-echo, mpi, pet, cmr: authorization required → ask the plan (from 2027-01-01; secondary)']);
  });
  test('the same value with other evidence is reported as that', () => {
    expect(
      differences((policy) => {
        policy.policies.ecg.priorAuth = graded('not-required', 'secondary');
      }),
    ).toEqual(['ecg: authorization not required: now secondary, was verified']);
  });
});

test('terms: clocks, days, exempt settings and how to ask', () => {
  expect(
    differences((policy) => {
      policy.clocks.standard.amount = 7;
      policy.clocks.expedited = { amount: 72, unit: 'hours', from: 'received', evidence: 'secondary' };
      policy.validityDays = { ...policy.validityDays, value: null };
      policy.exemptSettings.placeOfService = ['21', '23'];
      policy.exemptSettings.encounterClass = ['IMP'];
      policy.route = graded(['phone', 'payer-portal']);
      policy.source.retrieved = '2026-12-01';
    }),
  ).toEqual([
    'terms: asked by now also phone (from 2027-01-01; verified)',
    'terms: standard decision 15 calendar days from complete → 7 calendar days from complete (from 2027-01-01; verified)',
    'terms: approvals hold 45 days from issue-date → as the approval says (from 2027-01-01; verified)',
    'terms: exempt classes now also IMP; no longer EMER (from 2027-01-01; verified)',
    'terms: exempt places now also 21 (from 2027-01-01; verified)',
    'terms: source read 2026-03-01 → 2026-12-01 (from 2027-01-01)',
    'terms: expedited decision not said → 72 hours from received (from 2027-01-01; secondary)',
  ]);
});

test('exceptions that come, go and change', () => {
  expect(
    differences((policy) => {
      const [delegated] = policy.exceptions;
      policy.exceptions = [
        { ...delegated, says: 'The group decides.' },
        {
          id: 'ohio',
          level: 'state',
          where: { siteState: ['OH', 'KY'] },
          when: { fact: 'age', op: 'atLeast', value: 21 },
          from: '2027-03-01',
          set: { 'policies.mpi.priorAuth': graded('not-required') },
          says: 'Free here.',
          evidence: 'secondary',
        },
      ];
    }),
  ).toEqual([
    'exception delegated: sentence “A group decides.” → “The group decides.” (from 2027-01-01; verified)',
    'exception ohio: new: level state; where site state is OH or KY; when age is at least 21; first day 2027-03-01; ' +
      'sets policies.mpi.priorAuth not required (verified); sentence “Free here.” (secondary)',
  ]);
  expect(
    differences((policy) => {
      policy.exceptions = [];
    }),
  ).toEqual([
    'exception delegated: gone: level plan; where delegated is true; sets policies.*.priorAuth ask the plan (verified); sentence “A group decides.” (verified)',
  ]);
});

describe('criteria', () => {
  const withProgram = (change: (program: Folder) => void) =>
    differences((policy, folder) => {
      folder[PROGRAM_NOW] = { ...JSON.parse(JSON.stringify(folder[PROGRAM])), effectiveFrom: '2026-01-01' };
      folder['catalog.json'].push(PROGRAM_NOW);
      policy.uses.programs.small = '2026-01-01';
      change(folder[PROGRAM_NOW]);
    }).filter((line) => line !== 'small as a whole: version 2025-01-01 → 2026-01-01 (from 2027-01-01)');

  test('a program of another date with the same rules is reported only as that', () => {
    expect(withProgram(() => undefined)).toEqual([]);
  });
  test('one added, one removed, one with another sentence or comparison', () => {
    expect(
      withProgram((program) => {
        const { S1, S2 } = program.criteria;
        program.criteria = {
          S2: { ...S2, says: 'Much too heavy.', value: 40 },
          S3: { ...S1, all: S1.all.slice(1), says: 'Legs.' },
        };
        program.supports = ['S3'];
        program.review = ['S2'];
      }),
    ).toEqual([
      'small S1: gone: effect supports; sentence “Cannot exercise.” (verified); when symptomatic and can exercise is no; cited The list',
      'small S2: effect supports → goes to a reviewer (from 2027-01-01)',
      'small S2: sentence “Too heavy.” → “Much too heavy.” (from 2027-01-01; verified)',
      'small S2: when bmi is above the parameter limit → bmi is above 40 (from 2027-01-01)',
      'small S3: new: effect supports; sentence “Legs.” (verified); when can exercise is no; cited The list',
    ]);
  });
  test('an interval set by a policy, and the sentence when nothing decides', () => {
    expect(
      differences((policy) => {
        policy.policies.ecg.necessity = {
          use: [{ program: 'small', with: { limit: 40 } }],
          otherwise: 'review',
          otherwiseSays: { symptomatic: 'Ask.' },
        };
      }),
    ).toEqual([
      'ecg: criteria now also small with limit 40; no longer small (from 2027-01-01)',
      'ecg: where no criterion decides not met → goes to a reviewer (from 2027-01-01)',
      'ecg: then said with symptoms not said → Ask. (from 2027-01-01)',
    ]);
  });
  test('a definition they use', () => {
    expect(
      differences((policy, folder) => {
        const now = 'definitions/2026-01-01.json';
        folder[now] = { ...JSON.parse(JSON.stringify(folder[WORDS])), effectiveFrom: '2026-01-01' };
        folder[now].derived.symptomatic.any = folder[now].derived.symptomatic.any.slice(0, 1);
        folder['catalog.json'].push(now);
        policy.uses.definitions = '2026-01-01';
      }),
    ).toEqual([
      '“symptomatic”: means chest pain is cardiac or possible-cardiac or exertional dyspnea is yes → chest pain is cardiac or possible-cardiac (from 2027-01-01)',
    ]);
  });
});

test('two programs side by side', () => {
  const { programs } = loadRules(readFrom(ruleFolder())).select('acme', '2026-05-12')!;
  const small = programs.small!;
  expect(describeProgramChange(small, { ...small, review: ['S2'], supports: ['S1'], complete: false })).toEqual([
    'small S2: effect supports → goes to a reviewer (from 2025-01-01)',
    'small as a whole: text held whole → held in part (from 2025-01-01)',
  ]);
});

test.each([
  [
    { fact: 'priorIschemiaTest', op: 'withinDays', value: 60, unknownAs: 'not-met' },
    'prior ischemia test was within 60 days (unknown: no)',
  ],
  [
    { not: { any: [{ derived: 'knownDisease' }, { fact: 'priorPci', op: 'exists' }] } },
    'not (known disease or prior pci is on record)',
  ],
  [
    { all: [{ fact: 'dasi', op: 'atMost', value: 34 }, { any: [{ derived: 'preop' }, { derived: 'symptomatic' }] }] },
    'dasi is at most 34 and (preop or symptomatic)',
  ],
  [
    { fact: 'priorIschemiaTest.modality', op: 'sameModalityAs', value: 'modality' },
    'prior ischemia test modality is that of this test',
  ],
  [{ fact: 'diagnoses', op: 'anyCodeIn', value: 'dx-preop' }, 'one of diagnoses is in dx-preop'],
] as const)('%j is said as: %s', (expression, says) => {
  expect(sayExpression(expression)).toBe(says);
});

test('every released policy can be compared with every other', () => {
  const bundles = loadRules().all();
  for (const bundle of bundles)
    for (const other of bundles)
      for (const line of describeChange(bundle, other)) expect(line).not.toMatch(/undefined|\[object/);
});
