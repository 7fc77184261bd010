import { describe, expect, test } from 'vitest';
import type { PackProblemName } from '../../shared/rule-files/packs/rule-pack.ts';
import { PROGRAM, ruleFolder, WORDS } from '../support/rule-folder.ts';
import { firstPolicy, namesOf, problemsOf, smallPack } from '../support/rule-packs.ts';

// biome-ignore lint/suspicious/noExplicitAny: files are bent out of shape on purpose
type Json = any;
const LATER = 'acme/2026-07-01.json';
const OWN_PROGRAM = 'programs/small/2026-07-01.json';
const OWN_WORDS = 'definitions/2026-07-01.json';
const REVISION = { on: '2026-11-30', why: 'The list was read wrongly.' };

const withProgram = (change: (program: Json) => void) =>
  smallPack((files) => {
    files[OWN_PROGRAM] = { ...structuredClone(ruleFolder()[PROGRAM]), effectiveFrom: '2026-07-01', version: '2.0.0' };
    files[LATER].uses.programs.small = '2026-07-01';
    change(files[OWN_PROGRAM]);
  });
const withWords = (change: (definitions: Json) => void) =>
  smallPack((files) => {
    const id = 'definitions-2026-07-01';
    files[OWN_WORDS] = { ...structuredClone(ruleFolder()[WORDS]), id, effectiveFrom: '2026-07-01', version: '2.0.0' };
    files[LATER].uses.definitions = '2026-07-01';
    change(files[OWN_WORDS]);
  });
const withPolicy = (change: (policy: Json) => void) => smallPack((files) => change(files[LATER]));

const nested = (levels: number): Json =>
  Array.from({ length: levels }).reduce<Json>((inner) => ({ not: inner }), {
    fact: 'canExercise',
    op: 'is',
    value: true,
  });

/** Each definition uses the next one twice: short to write, and two to the thirtieth written out. */
const doubling = (words: Json): void => {
  for (let n = 0; n < 30; n += 1)
    words.derived[`d${n}`] =
      n === 29
        ? { fact: 'canExercise', op: 'is', value: true }
        : { any: [{ derived: `d${n + 1}` }, { not: { derived: `d${n + 1}` } }] };
};

describe('a pack is refused, by name', () => {
  const cases: readonly (readonly [string, ReturnType<typeof smallPack>, PackProblemName, ((json: Json) => void)?])[] =
    [
      [
        'an unknown fact',
        withProgram((program) => {
          program.criteria.S2.fact = 'shoeSize';
        }),
        'unknown-fact',
      ],
      [
        'a definition that is not there',
        withProgram((program) => {
          program.criteria.S1.all[0].derived = 'unheard';
        }),
        'unknown-fact',
      ],
      [
        'an unknown operator',
        withProgram((program) => {
          program.criteria.S2.op = 'matches';
        }),
        'unknown-operator',
      ],
      [
        'an operator of another kind of fact',
        withProgram((program) => {
          program.criteria.S2.op = 'withinDays';
        }),
        'unknown-operator',
      ],
      [
        'a definition by itself',
        withWords((words) => {
          words.derived.symptomatic = { not: { derived: 'symptomatic' } };
        }),
        'cyclic',
      ],
      [
        'definitions in a circle',
        withWords((words) => {
          words.derived.a = { derived: 'b' };
          words.derived.b = { not: { derived: 'c' } };
          words.derived.c = { any: [{ derived: 'a' }] };
        }),
        'cyclic',
      ],
      [
        'groups like one another',
        withPolicy((policy) => {
          policy.policies.mpi = { like: 'pet' };
        }),
        'cyclic',
      ],
      ['definitions that grow by doubling', withWords(doubling), 'too-large'],
      [
        'a condition nested too deep',
        withProgram((program) => {
          program.criteria.S2 = { ...nested(60), says: 'x', cite: 'x', evidence: 'verified' };
        }),
        'too-large',
      ],
      [
        'an expression',
        withPolicy((policy) => {
          policy.expression = '1 + 1';
        }),
        'holds-code',
      ],
      [
        'text to be filled in',
        withPolicy((policy) => {
          policy.source.title = `A list ${'$'}{process.env}`;
        }),
        'holds-code',
      ],
      [
        'a function',
        withProgram((program) => {
          program.criteria.S2.says = '(fact) => true';
        }),
        'holds-code',
      ],
      [
        'a reference to elsewhere',
        withPolicy((policy) => {
          policy.policies.mpi = { $ref: '#/policies/pet' };
        }),
        'holds-code',
      ],
      [
        'a field nobody knows',
        withPolicy((policy) => {
          policy.mood = 'good';
        }),
        'invalid',
      ],
      [
        'a value whose reason is not given',
        withPolicy((policy) => {
          policy.vendor.evidence = 'illustrative';
        }),
        'invalid',
      ],
      [
        'dates that overlap',
        smallPack((files) => {
          files['acme/2026-09-01.json'] = {
            ...structuredClone(files[LATER]),
            id: 'acme-2026-09-01',
            effectiveFrom: '2026-09-01',
          };
          files[LATER].effectiveTo = '2026-12-31';
        }),
        'overlapping-dates',
      ],
      [
        'a gap',
        smallPack((files) => {
          files['acme/2026-09-01.json'] = {
            ...structuredClone(files[LATER]),
            id: 'acme-2026-09-01',
            effectiveFrom: '2026-09-01',
          };
          files[LATER].effectiveTo = '2026-07-31';
        }),
        'overlapping-dates',
      ],
      [
        'an end before its beginning',
        withPolicy((policy) => {
          policy.effectiveTo = '2026-06-01';
        }),
        'overlapping-dates',
      ],
      [
        'a revision of nothing',
        smallPack((files) => {
          files['acme/2026-03-01-v2.0.0.json'] = {
            ...firstPolicy(),
            id: 'acme-2026-03-01',
            effectiveFrom: '2026-03-01',
            version: '2.0.0',
            revision: REVISION,
          };
        }),
        'overlapping-dates',
      ],
      [
        'a revision that is not higher',
        smallPack((files) => {
          files['acme/2026-01-01-v1.0.0.json'] = { ...firstPolicy(), revision: REVISION };
        }),
        'overlapping-dates',
      ],
    ];
  for (const [what, made, name] of cases)
    test(what, () => {
      expect(namesOf(made)).toEqual([name]);
      for (const one of problemsOf(made)) expect(one.at).not.toBe('');
    });
});
