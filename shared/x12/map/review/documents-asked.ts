import type { PayerNeed } from '../../../core/submission/payer-response.ts';
import { componentsOf, valueAt, wholeText, type X12Segment } from '../../syntax/x12-segment.ts';
import { taggedIn } from '../hierarchy.ts';

/** Bound of what one decision is taken to ask for. */
const MOST_NEEDS = 20;

const SEND_BY: Readonly<Record<string, string>> = {
  BM: 'by mail',
  EL: 'electronically',
  EM: 'by e-mail',
  FX: 'by fax',
  VO: 'by phone',
};

/** Documents asked for: PWK, and LOINC codes in HI (qualifier LOI). */
export const documentsAskedIn = (own: readonly X12Segment[]): readonly PayerNeed[] => {
  const loinc = taggedIn(own, 'HI').flatMap((hi) =>
    hi.elements.flatMap((element) => {
      const [qualifier, code] = componentsOf(hi, element);
      return qualifier === 'LOI' && code ? [code] : [];
    }),
  );
  const documents = taggedIn(own, 'PWK').map((pwk): PayerNeed => {
    const what = wholeText(pwk, 7) || `A document of type ${valueAt(pwk, 1) ?? 'not given'} (X12 755)`;
    const how = SEND_BY[valueAt(pwk, 2) ?? ''];
    const control = valueAt(pwk, 6);
    return { kind: 'document', says: `${what}${how ? `, ${how}` : ''}${control ? `, reference ${control}` : ''}.` };
  });
  const needs = [
    ...loinc.map((code): PayerNeed => ({ kind: 'document', says: `The document of LOINC ${code}.`, loinc: code })),
    ...documents,
  ];
  return needs.slice(0, MOST_NEEDS);
};
