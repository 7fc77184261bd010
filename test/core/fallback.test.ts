import { expect, test } from 'vitest';
import { fallbacksOf } from '../../shared/core/explain/fallback.ts';
import { GROUPS, type Ruleset } from '../../shared/core/model/ruleset.ts';
import { bundle, line, policy } from '../support/rules.ts';

const needing = (...groups: readonly string[]) =>
  bundle({
    ruleset: {
      policies: Object.fromEntries(
        GROUPS.map((group) => [
          group,
          policy({ priorAuth: { value: groups.includes(group) ? 'required' : 'not-required', evidence: 'verified' } }),
        ]),
      ) as Ruleset['policies'],
    },
  });

test.each<[string, string, readonly string[], readonly string[]]>([
  ['a treadmill becomes imaging', '93015', ['mpi', 'stress-echo'], ['78452', '93351']],
  ['an echo with poor pictures becomes a scan', '93351', ['mpi', 'stress-echo'], ['78452']],
  ['a scan stays its code, walked or with a drug', '78452', ['mpi', 'stress-echo'], []],
  ['nothing to ask for where none is needed', '93015', ['ecg'], []],
])('%s', (_, code, groups, codes) => {
  expect([...fallbacksOf(line({ service: { codes: [code] }, bundle: needing(...groups) }))].sort()).toEqual(codes);
});
