import type { Clock } from '../model/answer.ts';
import type { HistoryEntry, Note, OrderRecord } from '../model/order.ts';
import { codeOf, type Element, elementOf, elementsOf, given, idOf, numberOf, textOf, wordOf } from './element.ts';
import { actionOf, stateOf } from './read-answer.ts';

interface Outputs {
  readonly all: (code: string) => readonly Element[];
  readonly word: (code: string) => string;
}

const outputsOf = (task: Element): Outputs => {
  const outputs = elementsOf(task.output);
  const all = (code: string) => outputs.filter(({ type }) => codeOf(type) === code);
  return { all, word: (code) => wordOf(all(code)[0]) };
};

/** `2026-11-30T22:41:50.675Z decision-recorded by record-decision: required to approved. Recorded: …` */
const HISTORY = /^(\S+) (\S+) by (\S+): (.*)$/;
const historyOf = (line: string): HistoryEntry => {
  const [, at = '', what = '', by = '', says = line] = HISTORY.exec(line) ?? [];
  return { at, what, by, says };
};

const clockOf = (output: Element): Clock => {
  const says = textOf(elementOf(output.type).text);
  return { kind: says.startsWith('Expedited') ? 'expedited-decision' : 'payer-decision', due: wordOf(output), says };
};

/** Author and time stand in the extension or, where there is none, in the text. */
const noteOf = (output: Element): Note => {
  const { text, time, authorString } = elementOf(output.valueAnnotation);
  return {
    says: textOf(text) || wordOf(output),
    ...given('at', textOf(time)),
    ...given('by', textOf(authorString)),
  };
};

const numbersOf = (task: Element): OrderRecord['numbers'] =>
  elementsOf(task.identifier)
    .filter(({ type }) => codeOf(type) !== 'PLAC')
    .map(({ type, value }) => ({ value: textOf(value), kind: codeOf(type) || 'authorization' }));

const windowOf = (output: Element | undefined): OrderRecord['window'] => {
  if (!output) return undefined;
  const { start, end } = elementOf(output.valuePeriod);
  return {
    ...given('start', textOf(start)),
    ...given('end', textOf(end)),
    ...given('says', textOf(elementOf(output.type).text)),
  };
};

const payerOf = (output: Element | undefined): OrderRecord['payer'] => {
  const { code, display } = elementOf(output?.valueCoding);
  return textOf(code) ? { code: textOf(code), name: textOf(display) || textOf(code) } : undefined;
};

/** `source..order`, where neither holds a character that would have to be escaped. */
const sourceOf = (id: string): string => {
  const [source = ''] = id.split('..');
  return /^[A-Za-z0-9-]+$/.test(source) ? source : '';
};

/** The Task of an order's authorization. */
export const readRecord = (task: unknown): OrderRecord => {
  const root = elementOf(task);
  const { all, word } = outputsOf(root);
  const { versionId, lastUpdated } = elementOf(root.meta);
  const focus = elementOf(root.focus);
  const patient = elementOf(root.for);
  const patientId = idOf(textOf(patient.reference));
  const name = textOf(patient.display);
  const count = (code: string) => numberOf(all(code)[0]?.valueUnsignedInt);
  return {
    id: textOf(root.id),
    order: idOf(textOf(focus.reference)) || textOf(elementOf(focus.identifier).value) || textOf(focus.display),
    ...given('source', sourceOf(textOf(root.id))),
    etag: `W/"${textOf(versionId)}"`,
    authorization: codeOf(root.businessStatus),
    ...given('state', stateOf(word('state'))),
    advice: word('advice'),
    disposition: word('disposition'),
    bookable: word('bookable'),
    nextStep: word('next-step'),
    ...given('nextAction', actionOf(word, ['next-action', 'owner', 'due-by', 'channel-says', 'channel-why'])),
    ...given('patient', patientId || name ? { id: patientId, ...given('name', name) } : undefined),
    ...given('payer', payerOf(all('payer')[0])),
    ...given('serviceDate', word('service-date')),
    ...given('number', word('number')),
    numbers: numbersOf(root),
    ...given('window', windowOf(all('window')[0])),
    codes: all('codes').map(wordOf),
    ...given('unitsLeft', count('units-left')),
    ...given('unitsUsed', count('units-used')),
    differences: all('difference').map(wordOf),
    documents: all('document').map(wordOf),
    clocks: all('clock').map(clockOf),
    ...given('payerReason', textOf(elementOf(root.statusReason).text)),
    ...given('assignee', word('assignee')),
    ...given('followUp', word('follow-up')),
    ...given('waitingOn', word('waiting-on')),
    notes: all('note').map(noteOf),
    history: all('history').map((one) => historyOf(wordOf(one))),
    ...given('answerId', idOf(word('answer'))),
    updatedAt: textOf(lastUpdated),
  };
};
