import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import type { JsonOption } from '../print.ts';
import { wrongUsage } from '../refusal.ts';

/** The command-line options. */
export interface AskOptions extends JsonOption {
  readonly payer?: string;
  readonly code?: string;
  readonly dx?: readonly string[];
  readonly date?: string;
  readonly age?: string;
  readonly sex?: string;
  readonly state?: string;
  readonly place?: string;
  readonly product?: string;
  readonly answer?: readonly string[];
  readonly input: boolean;
}

/** A question about one test, with answers by fact name, as typed. */
export interface Asked {
  readonly payer: string;
  readonly code: string;
  readonly diagnoses: readonly string[];
  readonly answers: ReadonlyMap<string, string>;
}

/** Facts that have their own option; `--answer` takes all others. */
const FACT_OF_OPTION = {
  date: 'serviceDate',
  age: 'age',
  sex: 'sex',
  state: 'siteState',
  place: 'placeOfService',
  product: 'planProduct',
} as const;

export const answersOf = (options: AskOptions): ReadonlyMap<string, string> => {
  const answers = new Map<string, string>();
  for (const given of options.answer ?? []) {
    const [, fact, value] = /^([\w.]+)=(.+)$/.exec(given) ?? [];
    if (!fact || !value) throw wrongUsage(`--answer is "${given}"; fact=value is needed, as in canExercise=no.`);
    answers.set(fact, value.trim());
  }
  for (const [option, fact] of Object.entries(FACT_OF_OPTION)) {
    const value = options[option as keyof typeof FACT_OF_OPTION];
    if (value !== undefined) answers.set(fact, value);
  }
  return answers;
};

export const readPayer = (payer: string): string => {
  const { isPayer, payers } = loadRules();
  if (isPayer(payer)) return payer;
  throw wrongUsage(`There is no payer "${payer}": ${payers.map(({ id }) => id).join(', ')}.`);
};

export const readBillingCode = (code: string): string => {
  if (/^[0-9A-Z][0-9]{3}[0-9A-Z]$/i.test(code)) return code.toUpperCase();
  throw wrongUsage(`"${code}" is no CPT or HCPCS code.`);
};

export const readDiagnosis = (code: string): string => {
  if (/^[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?$/i.test(code)) return code.toUpperCase();
  throw wrongUsage(`"${code}" is no ICD-10-CM code.`);
};
