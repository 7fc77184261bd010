import type { Visit } from '../model/day.ts';
import { type Element, elementOf, elementsOf, given, idOf, textOf } from './element.ts';
import { type Parts, parametersOf } from './parts.ts';
import { clocksIn, readBookable } from './read-answer.ts';

const referred = (parts: Parts, name: string): readonly string[] =>
  parts.all(name).map(({ valueReference, ...more }) => {
    const { reference, identifier, display } = elementOf(valueReference);
    return (
      idOf(textOf(reference)) || textOf(elementOf(identifier).value) || textOf(display) || textOf(more.valueString)
    );
  });

const namedOf = (element: Element | undefined) => {
  const { code, display } = elementOf(element?.valueCoding);
  return textOf(code) ? { code: textOf(code), ...given('name', textOf(display)) } : undefined;
};

const patientOf = (element: Element | undefined) => {
  if (!element) return undefined;
  const { reference, display } = elementOf(element.valueReference);
  return { id: idOf(textOf(reference)), ...given('name', textOf(display)) };
};

const readRow = (resource: Element): Visit => {
  const parts = parametersOf(resource);
  return {
    ...readBookable(parts),
    row: parts.number('row') ?? 0,
    ...given('appointment', referred(parts, 'appointment')[0]),
    orders: referred(parts, 'order').filter(Boolean),
    ...given('source', parts.word('source')),
    ...given('start', parts.word('start')),
    ...given('date', parts.word('date') || parts.word('start').slice(0, 10)),
    codes: parts.words('code'),
    ...given('test', parts.word('test')),
    ...given('patient', patientOf(parts.one('patient'))),
    ...given('payer', namedOf(parts.one('payer'))),
    ...given('advice', parts.word('advice')),
    clocks: clocksIn(parts),
    ...given('assignee', parts.word('assignee')),
    ...given('followUp', parts.word('followUp')),
    ...given('waitingOn', parts.word('waitingOn')),
    notes: parts.number('notes') ?? 0,
    ...given('task', referred(parts, 'task')[0]),
    ...given('version', parts.word('version')),
    notRead: parts.words('notRead'),
  };
};

export const resourcesOf = (bundle: unknown): readonly Element[] =>
  elementsOf(elementOf(bundle).entry).map(({ resource }) => elementOf(resource));

/** Rows of a list, in its order. */
export const readRows = (bundle: unknown): readonly Visit[] =>
  resourcesOf(bundle)
    .filter(({ resourceType }) => resourceType === 'Parameters')
    .map(readRow);

const COLUMN = /^Column "(.*)" was not read\.$/;

/** Names of the columns that an OperationOutcome behind the rows says were not read. */
export const readIgnored = (bundle: unknown): readonly string[] =>
  resourcesOf(bundle)
    .filter(({ resourceType }) => resourceType === 'OperationOutcome')
    .flatMap(({ issue }) => elementsOf(issue))
    .map(({ details }) => textOf(elementOf(details).text))
    .map((text) => COLUMN.exec(text)?.[1] ?? text);

export const nextOf = (bundle: unknown): string | undefined => {
  const link = elementsOf(elementOf(bundle).link).find(({ relation }) => relation === 'next');
  return textOf(link?.url) || undefined;
};
