import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { input, maybeTold as maybe, told as one, toldParts as repeated, toldWord } from './operation-parameters.ts';

/** Parameters of `$coverage-map`. */
export const coverageMapParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => {
  const code = toldWord(canonicals);
  const group = code('group', 'procedure-group', 'Group of tests.');
  const level = code('level', 'evidence-level', 'How well that is founded.');
  const payer = one('payer', 'Coding', 'The payer, in our naming system.');
  return [
    input('date', '0..1', 'The day asked about; missing: today.', { type: 'date' }),
    input('payer', '0..*', 'Payer ids; missing: every payer.', { type: 'string' }),
    input('group', '0..1', 'A group of tests; asked with one payer, its criteria are told too.', { type: 'code' }),
    one('date', 'date', 'The day the map is of.'),
    one('rules', 'string', 'Version of the rules as a whole: equal version, equal map.'),
    repeated('entry', 'One payer and group of tests.', [
      payer,
      group,
      code('word', 'coverage-map-word', 'Whether a rule answers.'),
      { ...code('answer', 'prior-auth', 'What it says of authorization, exceptions aside.'), min: 0 },
      { ...level, min: 0 },
      maybe('why', 'string', 'Why, where the value needs a word.'),
      maybe('ruleset', 'canonical', 'The version in force.'),
      maybe('effectiveFrom', 'date', 'Its first day.'),
      maybe('effectiveTo', 'date', 'Its last day, where it has one.'),
      maybe('retrieved', 'date', 'Day its source was read.'),
      { ...maybe('exception', 'string', 'A note that changes the answer for a plan or a state.'), max: '*' },
    ]),
    repeated('note', 'Where a plan or a state changes the answer.', [
      payer,
      one('exception', 'string', 'Its name, as entries refer to it.'),
      code('scope', 'exception-scope', 'Where it holds.'),
      { ...group, max: '*' },
      one('says', 'string', 'The exception in one sentence.'),
      level,
    ]),
    repeated('criterion', 'A criterion of the policy asked about, in the order in which they decide.', [
      one('id', 'code', 'Its id, as determinations name it.'),
      code('effect', 'criterion-effect', 'What follows where it holds.'),
      one('says', 'string', 'The criterion in one sentence.'),
      one('cite', 'string', 'Where it is from.'),
      level,
    ]),
    { ...code('otherwise', 'criteria-otherwise', 'What follows where no criterion decides.'), min: 0 },
  ];
};
