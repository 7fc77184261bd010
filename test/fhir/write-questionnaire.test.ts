import type { QuestionnaireItem } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { clinicalQuestionnaire } from '../../shared/fhir/definitions/clinical-questionnaire.ts';
import { unknownCodings } from '../support/determination-definition.ts';

const questionnaire = clinicalQuestionnaire(canonicalsOf());
const flat = (items: readonly QuestionnaireItem[] = []): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item)]);
const find = (linkId: string) => flat(questionnaire.item).find((item) => item.linkId === linkId);

describe('the clinical questionnaire', () => {
  it('asks each clinical fact under its own name, and nothing that comes with the order', () => {
    const asked = questionnaire.item?.map(({ linkId }) => linkId);
    const clinical = Object.entries(VOCABULARY).filter(([, { kind, question }]) => kind !== 'context' && question);
    expect(asked).toEqual(clinical.map(([name]) => name));
    expect(asked).not.toContain('age');
  });
  it('has the nested items of facts with parts', () => {
    const nested = ['canExercise.reason', 'ecgReadable.reason'];
    const parts = ['date', 'modality', 'result'].map((part) => `priorIschemiaTest.${part}`);
    expect([...nested, ...parts].filter((linkId) => !find(linkId))).toEqual([]);
  });
  it('gives each fact the item type of its values', () => {
    const types = ['canExercise', 'chestPain', 'priorPci', 'bmi', 'priorIschemiaTest', 'priorIschemiaTest.date'];
    expect(types.map((linkId) => find(linkId)?.type)).toEqual([
      'boolean',
      'choice',
      'date',
      'decimal',
      'choice',
      'date',
    ]);
  });
  it('offers only codes of the fact-values code system', () => {
    expect(find('chestPain')?.answerOption?.map(({ valueCoding }) => valueCoding?.code)).toEqual(
      VOCABULARY.chestPain.words,
    );
    expect(unknownCodings(questionnaire)).toEqual([]);
  });
  it('has no duplicate linkId', () => {
    const all = flat(questionnaire.item).map(({ linkId }) => linkId);
    expect(new Set(all).size).toBe(all.length);
  });
});
