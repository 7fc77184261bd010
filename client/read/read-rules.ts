import type { CoverageMap, PolicyCriteria, PolicyCriterion } from '../model/rules.ts';
import { elementOf, given, textOf } from './element.ts';
import { parametersOf } from './parts.ts';
import { levelOf, ruleOf } from './read-answer.ts';

export const readCoverageMap = (resource: unknown): CoverageMap => {
  const parts = parametersOf(elementOf(resource));
  return {
    date: parts.word('date'),
    rules: parts.word('rules'),
    entries: parts.groups('entry').map((one) => {
      const { code, display } = elementOf(one.one('payer')?.valueCoding);
      return {
        payer: { code: textOf(code), name: textOf(display) || textOf(code) },
        group: one.word('group'),
        word: one.word('word'),
        answer: one.word('answer'),
        ...given('level', one.word('level')),
        why: one.word('why'),
        ...given('rule', ruleOf(one.word('ruleset'))),
        ...given('effectiveFrom', one.word('effectiveFrom')),
        ...given('retrieved', one.word('retrieved')),
        exceptions: one.words('exception'),
      };
    }),
    notes: parts.groups('note').map((one) => ({
      payer: one.word('payer'),
      exception: one.word('exception'),
      scope: one.word('scope'),
      groups: one.words('group'),
      says: one.word('says'),
      ...given('level', one.word('level')),
    })),
  };
};

const EFFECTS: readonly string[] = [
  'against',
  'hold',
  'supports',
  'review',
  'scored',
] satisfies PolicyCriterion['effect'][];
const isEffect = (word: string): word is PolicyCriterion['effect'] => EFFECTS.includes(word);
const otherwiseOf = (word: string): PolicyCriteria['otherwise'] =>
  word === 'not-met' || word === 'review' || word === 'none' ? word : '';

export const readPolicyCriteria = (resource: unknown): PolicyCriteria => {
  const parts = parametersOf(elementOf(resource));
  return {
    criteria: parts.groups('criterion').map((one) => {
      const effect = one.word('effect');
      return {
        id: one.word('id'),
        // What a later release means by another word, a reviewer finds out.
        effect: isEffect(effect) ? effect : 'review',
        says: one.word('says'),
        cite: one.word('cite'),
        ...given('level', levelOf(one.word('level'))),
      };
    }),
    otherwise: otherwiseOf(parts.word('otherwise')),
  };
};
