import type { Bookable, BookableAnswer, Clock, EvidenceLevel, NextAction, Owner, State } from '../model/answer.ts';
import { codeOf, elementOf, given, textOf, wordOf } from './element.ts';
import type { Parts } from './parts.ts';

const STATES: readonly string[] = ['yes', 'act', 'wait', 'no', 'ask'] satisfies State[];
const ANSWERS: readonly string[] = ['yes', 'no', 'not-yet', 'cannot-tell'] satisfies Bookable[];
const OWNERS: readonly string[] = ['clinician', 'scheduler', 'biller', 'payer', 'none'] satisfies Owner[];
const LEVELS: readonly string[] = ['verified', 'secondary', 'illustrative'] satisfies EvidenceLevel[];

const isState = (word: string): word is State => STATES.includes(word);
const isAnswer = (word: string): word is Bookable => ANSWERS.includes(word);
const isOwner = (word: string): word is Owner => OWNERS.includes(word);
const isLevel = (word: string): word is EvidenceLevel => LEVELS.includes(word);

/** A word of a later release is not told: nothing may look ready because it was not understood. */
export const stateOf = (word: string): State | undefined => (isState(word) ? word : undefined);
export const levelOf = (word: string): EvidenceLevel | undefined => (isLevel(word) ? word : undefined);

/** An action by the words of its parts, which are named otherwise in a Task. */
export const actionOf = (
  word: (name: string) => string,
  names: readonly [code: string, owner: string, dueBy: string, channelSays: string, channelWhy: string],
): NextAction | undefined => {
  const [code = '', owner = '', dueBy, channelSays, channelWhy] = names.map(word);
  return code
    ? {
        code,
        owner: isOwner(owner) ? owner : 'none',
        ...given('dueBy', dueBy),
        ...given('channelSays', channelSays),
        ...given('channelWhy', channelWhy),
      }
    : undefined;
};

export const actionIn = (parts: Parts): NextAction | undefined => {
  const [action] = parts.groups('nextAction');
  return action && actionOf(action.word, ['code', 'owner', 'dueBy', 'channelSays', 'channelWhy']);
};

/** `url|version` of a policy. */
export const ruleOf = (canonical: string): { readonly id: string; readonly version: string } | undefined => {
  const [url = '', version = ''] = canonical.split('|');
  return url ? { id: url.slice(url.lastIndexOf('/') + 1), version } : undefined;
};

export const ruleIn = (parts: Parts, name: string) => {
  const rule = ruleOf(parts.word(name));
  return rule && { ...rule, ...given('level', levelOf(parts.word('ruleLevel'))) };
};

/** Clocks as parts; `says` in a list, `rule` in a determination. */
export const clocksIn = (parts: Parts): readonly Clock[] =>
  parts.groups('clock').map((clock) => ({
    kind: clock.word('kind'),
    due: clock.word('due'),
    says: clock.word('says') || clock.word('rule'),
    ...given('onlyIf', clock.word('onlyIf')),
    ...given('level', levelOf(clock.word('ruleLevel'))),
  }));

/** The answer of `$bookable`, and of every row of a list. */
export const readBookable = (parts: Parts): BookableAnswer => {
  const answer = parts.word('answer');
  const realistic = parts.word('earliestRealistic');
  return {
    answer: isAnswer(answer) ? answer : 'cannot-tell',
    ...given('state', stateOf(parts.word('state'))),
    reasons: parts.all('reason').map(({ valueCodeableConcept }) => ({
      code: codeOf(valueCodeableConcept),
      says: textOf(elementOf(valueCodeableConcept).text),
    })),
    ...given('nextAction', actionIn(parts)),
    nextStep: parts.word('nextStep'),
    ...given('earliest', parts.word('earliest')),
    ...given('latest', parts.word('latest')),
    ...given('realistic', realistic ? { date: realistic, says: parts.word('earliestRealisticSays') } : undefined),
    ...given('authorization', wordOf(parts.one('authorization'))),
    ...given('unitsUsed', parts.number('unitsUsed')),
    ...given('unitsLeft', parts.number('unitsLeft')),
    ...given('waiver', parts.word('waiver')),
    ...given('rule', ruleIn(parts, 'rule')),
    ...given('eligibilityAsOf', parts.word('eligibilityAsOf')),
  };
};
