import { addDays, addMonths } from './dates.ts';
import { absent, type Fact, type FactName, known, type Modality } from './facts.ts';
import { VOCABULARY } from './vocabulary.ts';

/** One value a fact could turn out to have, and how to say it. */
export interface PossibleValue {
  readonly to: string;
  readonly fact: Fact<unknown>;
}

const at = (to: string, date: string): PossibleValue => ({ to, fact: known({ date }) });

const events = (serviceDate: string): readonly PossibleValue[] => [
  { to: 'none', fact: absent },
  at('within 60 days', addDays(serviceDate, -30)),
  at('within a year', addMonths(serviceDate, -9)),
  at('one to two years ago', addMonths(serviceDate, -18)),
  at('three years ago', addMonths(serviceDate, -36)),
  at('more than five years ago', addMonths(serviceDate, -72)),
];

const tests = (serviceDate: string, modality: Modality | undefined): readonly PossibleValue[] => {
  const recent = addDays(serviceDate, -30);
  const sameKind = modality && modality !== 'pulmonary' ? modality : 'spect';
  return [
    { to: 'none', fact: absent },
    { to: 'normal, same kind, within 60 days', fact: known({ date: recent, modality: sameKind, result: 'normal' }) },
    { to: 'abnormal exercise ECG within 60 days', fact: known({ date: recent, modality: 'ecg', result: 'abnormal' }) },
    { to: 'equivocal SPECT within 60 days', fact: known({ date: recent, modality: 'spect', result: 'equivocal' }) },
    {
      to: 'normal, same kind, within a year',
      fact: known({ date: addMonths(serviceDate, -9), modality: sameKind, result: 'normal' }),
    },
    {
      to: 'normal, three years ago',
      fact: known({ date: addMonths(serviceDate, -36), modality: sameKind, result: 'normal' }),
    },
  ];
};

/** Values on both sides of everything rules ask of a fact; finite, in a fixed order. */
export const possibleValues = (
  name: FactName,
  serviceDate: string,
  modality: Modality | undefined,
): readonly PossibleValue[] => {
  if (name === 'priorIschemiaTest') return tests(serviceDate, modality);
  const { type, words, probes } = VOCABULARY[name];
  switch (type) {
    case 'boolean':
      return [true, false].map((value) => ({ to: String(value), fact: known(value) }));
    case 'word':
      return (words ?? []).map((value) => ({ to: value, fact: known(value) }));
    case 'number':
      return (probes ?? []).map((value) => ({ to: String(value), fact: known(value) }));
    case 'event':
      return events(serviceDate);
    default:
      return [];
  }
};
