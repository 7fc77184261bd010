import type { ClaimDraft } from '../../../client/index.ts';

/** A line as it is typed. */
export interface TypedLine {
  readonly code: string;
  readonly modifiers: string;
  readonly units: string;
  readonly place: string;
  readonly serviced: string;
}

/** A claim as it is typed: texts, which may be half written. */
export interface TypedClaim {
  readonly payer: string;
  readonly kind: 'professional' | 'institutional';
  readonly diagnoses: string;
  readonly number: string;
  readonly lines: readonly TypedLine[];
}

export const NEW_LINE: TypedLine = { code: '', modifiers: '', units: '1', place: '11', serviced: '' };
export const NEW_CLAIM: TypedClaim = { payer: '', kind: 'professional', diagnoses: '', number: '', lines: [NEW_LINE] };

export const partsOf = (typed: string): readonly string[] =>
  typed
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);

const CODE = /^[A-Z0-9]\d{3}[A-Z0-9]$/i;
export const isCode = (typed: string): boolean => CODE.test(typed.trim());

/** What is sent to be checked. */
export const draftOf = ({ payer, kind, diagnoses, number, lines }: TypedClaim): ClaimDraft => ({
  payer,
  kind,
  ...(number.trim() ? { authorizationNumbers: [number.trim()] } : {}),
  diagnoses: partsOf(diagnoses),
  lines: lines.map(({ code, modifiers, units, place, serviced }) => ({
    code: code.trim().toUpperCase(),
    modifiers: partsOf(modifiers),
    units: Math.max(1, Math.trunc(Number(units)) || 1),
    ...(place ? { place } : {}),
    ...(serviced ? { serviced } : {}),
  })),
});

/** A line in one text, as a biller reads it: `93351-26 x1`. */
const lineText = ({ code, modifiers, units }: TypedLine): string =>
  `${[code.trim().toUpperCase() || '—', ...partsOf(modifiers)].join('-')} ×${units || '1'}`;

/** What differs between two claims, line by line. */
export const changesBetween = (before: TypedClaim, after: TypedClaim) => {
  const count = Math.max(before.lines.length, after.lines.length);
  const lines = Array.from({ length: count }, (_, index) => {
    const [was, is] = [before.lines[index], after.lines[index]];
    return { line: index + 1, before: was && lineText(was), after: is && lineText(is) };
  });
  const whole = { line: 0, before: before.diagnoses.trim(), after: after.diagnoses.trim() };
  return [...lines, whole].filter((one) => one.before !== one.after);
};
