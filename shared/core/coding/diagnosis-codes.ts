import type { DataSet } from '../model/codebook.ts';
import type { Check, Scene } from './check.ts';
import { type CodedLine, listedLines } from './coded-line.ts';
import { type LineFinding, onTests } from './diagnoses.ts';

const DATA_SET = 'diagnosis-validity';
/** ICD-10-CM replaced ICD-9-CM for services from this day. */
const ICD10_FROM = '2015-10-01';
const ICD10_FORM = /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/;
/** No ICD-10-CM code starts with a digit, E with three digits before the dot, or V without its seven characters. */
const ICD9_FORM = /^(\d{3}(\.\d{1,2})?|E\d{3}(\.\d)?|V\d{2}(\.\d{1,2})?)$/;
/** As the tables write it: `r0789` is `R07.89`. */
const written = (code: string): string => {
  const plain = code.trim().toUpperCase();
  return plain.includes('.') || plain.length < 4 ? plain : `${plain.slice(0, 3)}.${plain.slice(3)}`;
};
/** A claim carries at most twelve diagnoses; a longer list is cut in the sentence. */
const MOST_NAMED = 12;

const named = (codes: readonly string[]): string =>
  codes.length > MOST_NAMED
    ? `${codes.slice(0, MOST_NAMED).join(', ')} and ${codes.length - MOST_NAMED} more`
    : listedLines(codes, 'and');

type Kind = 'icd-9' | 'malformed' | 'unchecked' | 'valid' | 'invalid' | 'unknown';

const kindOf = (code: string, { date }: CodedLine, { codebook }: Scene): Kind => {
  if (date >= ICD10_FROM && ICD9_FORM.test(code)) return 'icd-9';
  if (date >= ICD10_FROM && !ICD10_FORM.test(code)) return 'malformed';
  return codebook.holdsOn(DATA_SET, date) ? codebook.diagnosisOn(code, date).status : 'unchecked';
};

const WRONG = { carc: '146', rarc: 'M76' } as const;
const REPLACE = 'Replace it by the ICD-10-CM code of the symptom or disease the test was done for.';

const endedSet = (code: string, severity: LineFinding['severity']): LineFinding => ({
  ...WRONG,
  id: 'diagnosis-icd-9',
  severity,
  says: `${code} is an ICD-9-CM code: those ended for services from ${ICD10_FROM} on.`,
  fix: REPLACE,
});

const malformed = (code: string, severity: LineFinding['severity']): LineFinding => ({
  ...WRONG,
  id: 'diagnosis-malformed',
  severity,
  says: `${code} has not the form of an ICD-10-CM code.`,
  fix: REPLACE,
});

const notBillable = (
  code: string,
  { date }: CodedLine,
  { codebook }: Scene,
  severity: LineFinding['severity'],
): LineFinding => {
  const { says } = codebook.diagnosisOn(code, date);
  const [wrong, ...instead] = (says ?? `${code} is not billable on ${date}.`).split(/(?<=\.) /);
  return {
    ...WRONG,
    id: 'diagnosis-not-billable',
    severity,
    says: `${wrong} Service date ${date}.`,
    fix: instead.join(' ') || `Replace ${code} by a code valid on ${date}.`,
  };
};

const spanOf = ({ from, to, retrieved }: DataSet): string =>
  `from ${from}${to ? ` to ${to}` : ''} (retrieved ${retrieved})`;

const unchecked = (codes: readonly string[], date: string, { codebook }: Scene): LineFinding => {
  const spans = codebook.dataSets.filter(({ name }) => name === DATA_SET).map(spanOf);
  return {
    id: `not-checked-${DATA_SET}`,
    severity: 'warning',
    says: `Validity of diagnosis codes ${named(codes)}: not checked for this date, ${date}.${spans.length ? ` Held ${spans.join('; ')}.` : ''}`,
    fix: 'Check this against the tables in force on the service date.',
  };
};

const unknown = (codes: readonly string[], severity: LineFinding['severity']): LineFinding => ({
  id: 'diagnosis-not-in-table',
  severity,
  says: `${named(codes)}: not in the table of diagnosis codes held here, so not checked.`,
  fix: 'Check that the code is billable on the service date.',
});

/** Every diagnosis of a test is found valid on its date, or named: wrong, or not checked. */
export const diagnosisCodeCheck: Check = {
  find: onTests((diagnoses, line, scene) => {
    const isClaim = scene.dialect === 'claim';
    const severity = isClaim ? 'error' : 'warning';
    const others = (line.service.otherDiagnoses ?? []).filter(({ icd9 }) => icd9);
    const old = line.date >= ICD10_FROM ? [...new Set(others.map(({ code }) => code))] : [];
    const kinds = [...new Set(diagnoses.map(written))].map((code) => ({ code, is: kindOf(code, line, scene) }));
    if (old.length === 0 && kinds.every(({ is }) => is === 'valid')) return [];
    const codesOf = (kind: Kind) => kinds.filter(({ is }) => is === kind).map(({ code }) => code);
    const [open, missed] = [codesOf('unknown'), codesOf('unchecked')];
    return [
      ...[...old, ...codesOf('icd-9')].map((code) => endedSet(code, severity)),
      ...codesOf('malformed').map((code) => malformed(code, severity)),
      ...codesOf('invalid').map((code) => notBillable(code, line, scene, severity)),
      ...(open.length ? [unknown(open, isClaim ? 'warning' : 'information')] : []),
      ...(missed.length ? [unchecked(missed, line.date, scene)] : []),
    ];
  }),
};
