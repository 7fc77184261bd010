import type { Answers, Asking, FactAnswer } from '../../../client/index.ts';

/**
 * A question lives in the part of the address behind #, so that it can be kept and sent to a colleague. It holds no name,
 * birth date or number: an age is as much as the rules look at.
 */
const FACT = 'f.';
const SEXES = ['female', 'male'] as const;
const MAX_AGE = 120;

const writeValue = (value: FactAnswer): string => {
  if (typeof value === 'object') return 'never';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
};

const readValue = (text: string): FactAnswer => {
  if (text === 'never') return { never: true };
  if (text === 'yes' || text === 'no') return text === 'yes';
  return /^\d+(\.\d+)?$/.test(text) && text.length < 5 ? Number(text) : text;
};

export const writeFragment = ({
  payer,
  code,
  age,
  sex,
  placeOfService,
  serviceDate,
  diagnoses,
  answers,
}: Draft): string => {
  const fields = { payer, code, age, sex, place: placeOfService, date: serviceDate, dx: diagnoses?.[0] };
  const pairs = Object.entries(fields).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const facts = Object.entries(answers ?? {}).map(([fact, value]) => [`${FACT}${fact}`, writeValue(value)]);
  return new URLSearchParams(Object.fromEntries([...pairs, ...facts])).toString();
};

/** A question while it is put together. */
export type Draft = Partial<Asking>;

export const readFragment = (hash: string): Draft => {
  const read = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string): string | undefined => read.get(name) || undefined;
  const age = Number(text('age'));
  const sex = SEXES.find((one) => one === text('sex'));
  const facts = [...read].filter(([name]) => name.startsWith(FACT));
  const answers: Answers = Object.fromEntries(
    facts.map(([name, value]) => [name.slice(FACT.length), readValue(value)]),
  );
  const [payer, code, place, date, dx] = ['payer', 'code', 'place', 'date', 'dx'].map(text);
  return {
    ...(payer ? { payer } : {}),
    ...(code ? { code } : {}),
    ...(age > 0 && age <= MAX_AGE ? { age } : {}),
    ...(sex ? { sex } : {}),
    ...(place ? { placeOfService: place } : {}),
    ...(date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? { serviceDate: date } : {}),
    ...(dx ? { diagnoses: [dx] } : {}),
    ...(facts.length ? { answers } : {}),
  };
};
