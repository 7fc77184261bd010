import type { CaseDocument, CaseFact } from '../model/review.ts';
import { chosenOf, codeOf, type Element, elementOf, elementsOf, given, textOf, wordOf } from './element.ts';
import { resourcesOf } from './read-day.ts';

const referenceOf = ({ resourceType, id }: Element): string =>
  [textOf(resourceType), textOf(id)].filter(Boolean).join('/');

/** A concept in words, else by its code. */
const nameOf = (concept: unknown): string => {
  const { text, coding } = elementOf(concept);
  const [first = {}] = elementsOf(coding);
  return textOf(text) || textOf(first.display) || textOf(first.code);
};
const dayOf = (...dates: readonly unknown[]): string => dates.map(textOf).find(Boolean)?.slice(0, 10) ?? '';

const documentOf = (resource: Element): CaseDocument => {
  const { type, description, date, content } = resource;
  const [first = {}] = elementsOf(content);
  const { title, creation } = elementOf(first.attachment);
  return {
    reference: referenceOf(resource),
    title: textOf(title) || textOf(description) || nameOf(type) || referenceOf(resource),
    ...given('date', dayOf(date, creation)),
    ...given('type', codeOf(type)),
  };
};

/** Answers of a questionnaire, those below others too; the depth of a message is bounded by the service. */
const answersIn = (items: unknown, response: Element): readonly CaseFact[] =>
  elementsOf(items).flatMap((item) => {
    const answers = elementsOf(item.answer);
    const value = answers.map(wordOf).filter(Boolean).join(', ');
    const below = [...elementsOf(item.item), ...answers.flatMap((one) => elementsOf(one.item))];
    const fact = textOf(item.linkId);
    const own = value
      ? [
          {
            reference: referenceOf(response),
            ...given('fact', fact),
            name: textOf(item.text) || fact,
            value,
            ...given('date', dayOf(response.authored)),
          },
        ]
      : [];
    return [...own, ...answersIn(below, response)];
  });

const quantityOf = (value: unknown): string => {
  const { value: amount, unit } = elementOf(value);
  return [textOf(amount), textOf(unit)].filter(Boolean).join(' ');
};

const observedOf = (resource: Element): CaseFact => {
  const { code, status, effectiveDateTime, performedDateTime, recordedDate, authoredOn } = resource;
  const value = chosenOf(resource);
  return {
    reference: referenceOf(resource),
    name: nameOf(code) || textOf(resource.resourceType),
    value: textOf(value) || quantityOf(value) || nameOf(value) || textOf(status),
    ...given('date', dayOf(effectiveDateTime, performedDateTime, recordedDate, authoredOn)),
  };
};

const OBSERVED = new Set(['Observation', 'Condition', 'Procedure', 'DiagnosticReport']);

/** What came with a request: documents, answers, and what was observed. */
export const readMessage = (bundle: unknown) => {
  const resources = resourcesOf(bundle);
  const of = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
  const [claim = {}] = of('Claim');
  return {
    diagnoses: elementsOf(claim.diagnosis)
      .map((one) => codeOf(one.diagnosisCodeableConcept))
      .filter(Boolean),
    documents: of('DocumentReference').map(documentOf),
    answers: [
      ...of('QuestionnaireResponse').flatMap((one) => answersIn(one.item, one)),
      ...resources.filter(({ resourceType }) => OBSERVED.has(textOf(resourceType))).map(observedOf),
    ],
  };
};
