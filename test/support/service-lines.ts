import { loadCodebook } from '../../shared/codes/codebook.ts';
import { checkCoding } from '../../shared/core/coding/coding.ts';
import type { Finding } from '../../shared/core/model/determination.ts';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';

export const codebook = loadCodebook();
export const SERVICE_DATE = '2026-05-12';

export type Part = Partial<Omit<ServiceFacts, 'line'>>;

/** A code with its modifiers (`93351-26`), or that and what differs from the default. */
export type ClaimLine = string | readonly [string, Part];

/** What a claim line is unless a test says otherwise: an office claim for chest pain by one group. */
const office: Part = {
  claimType: 'professional',
  placeOfService: '11',
  providerGroup: 'group-a',
  diagnoses: ['R07.9'],
  serviceDate: SERVICE_DATE,
};

export const lineOf = (text: string, line: number, part: Part): ServiceFacts => {
  const [code = '', ...modifiers] = text.split('-');
  return { line, codes: [code], ordered: [{ code }], modifiers, diagnoses: [], ...part };
};

/** Findings on a claim; each line is a code with modifiers, or that and what differs from the office. */
export const checkClaim = (...lines: readonly ClaimLine[]): readonly Finding[] =>
  checkCoding(
    lines.map((one, index) => {
      const [text, part] = typeof one === 'string' ? [one, {}] : one;
      return lineOf(text, index + 1, { ...office, ...part });
    }),
    codebook,
    { dialect: 'claim', serviceDate: SERVICE_DATE },
  );

/** Findings on an order: neither claim type nor place is known. */
export const checkOrder = (...lines: readonly ClaimLine[]): readonly Finding[] =>
  checkCoding(
    lines.map((one, index) => {
      const [text, part] = typeof one === 'string' ? [one, {}] : one;
      return lineOf(text, index + 1, { diagnoses: ['R07.9'], serviceDate: SERVICE_DATE, ...part });
    }),
    codebook,
    { dialect: 'order', serviceDate: SERVICE_DATE },
  );

export const idsOf = (findings: readonly Finding[]) => findings.map(({ id, line }) => `${line}:${id}`);
export const errorsOf = (findings: readonly Finding[]) =>
  idsOf(findings.filter(({ severity }) => severity === 'error'));
export const theOne = (findings: readonly Finding[], id: string): Finding => {
  const found = findings.filter((finding) => finding.id === id);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`Expected one ${id}, found ${JSON.stringify(findings)}`);
  return only;
};
