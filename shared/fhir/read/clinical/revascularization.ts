import type { Coding } from 'fhir/r4';
import type { Codebook } from '../../../core/model/codebook.ts';
import { readBillingCoding } from '../lines/billing-code.ts';

type Span = readonly [first: string, last: string];

/** Billing codes of coronary angioplasty, stents and atherectomy, including retired ones: a stent stays. */
const PCI: readonly Span[] = [
  ['92920', '92945'],
  ['92980', '92984'],
  ['92995', '92996'],
  ['C9600', 'C9608'],
];
const CABG: readonly Span[] = [['33510', '33536']];

const within = (code: string, spans: readonly Span[]) => spans.some(([first, last]) => code >= first && code <= last);

/** The coronary procedure a billing code means; the fact maps cover SNOMED CT. */
export const revascularizationOf = (coding: Coding, codebook: Codebook): 'priorPci' | 'priorCabg' | undefined => {
  const { code } = readBillingCoding(coding, codebook) ?? {};
  if (code?.length !== 5) return undefined;
  if (within(code, PCI)) return 'priorPci';
  return within(code, CABG) ? 'priorCabg' : undefined;
};
