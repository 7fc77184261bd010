import type { Extension } from 'fhir/r4';
import type { CrdVersion } from './crd-version.ts';

/** The codes a release binds its elements to. */
const INDETERMINATE = 'indeterminate';
const PA = ['no-auth', 'auth-needed', 'satisfied', 'performpa', 'conditional'];
const DOCS = ['clinical', 'admin', 'conditional'];
const INFO = ['performer', 'location', 'timeframe', 'contract-window', 'OTH'];
const CODES: Readonly<Record<'covered' | 'pa-needed' | 'doc-purpose', readonly string[]>> = {
  covered: ['covered', 'not-covered', 'conditional'],
  'pa-needed': PA,
  'doc-purpose': ['withpa', 'withclaim', 'withorder', 'retain-doc', 'OTH'],
};
const MORE: Readonly<Record<CrdVersion, Readonly<Record<string, readonly string[]>>>> = {
  '2.0': { 'doc-needed': [...DOCS, 'both'], 'info-needed': INFO },
  '2.1': { 'doc-needed': [...DOCS, 'patient'], 'info-needed': INFO },
  '2.2': {
    covered: [...CODES.covered, INDETERMINATE],
    'pa-needed': [...PA, INDETERMINATE],
    'doc-needed': [...DOCS, 'patient', INDETERMINATE],
    'info-needed': [...INFO, 'detail-code'],
  },
};
const ONCE = ['coverage', 'covered', 'date', 'coverage-assertion-id'];
const AT_MOST_ONCE = [...ONCE, 'pa-needed', 'satisfied-pa-id', 'expiry-date'];

/**
 * Keys of the rules a statement breaks: `crd-ci-q1` to `-q9` in the strictest reading of all releases, `card` for
 * cardinalities and `code:<part>` for codes the release does not have. Source: Da Vinci CRD 2.0.1, 2.1.0, 2.2.1,
 * CoverageInformation.
 */
export const checkCoverageInformation = (
  { extension: parts = [] }: Extension,
  version: CrdVersion,
): readonly string[] => {
  const all = (url: string) => parts.filter((part) => part.url === url);
  const has = (url: string): boolean => all(url).length > 0;
  const codes = (...urls: readonly string[]) => urls.flatMap(all).flatMap(({ valueCode }) => valueCode ?? []);
  const known: Readonly<Record<string, readonly string[]>> = { ...CODES, ...MORE[version] };
  const [pa = ''] = codes('pa-needed');
  const undecided = codes('covered', 'pa-needed', 'doc-needed');
  const reasons = all('reason');
  const rules: Readonly<Record<string, boolean>> = {
    card:
      ONCE.every(has) &&
      AT_MOST_ONCE.every((url) => all(url).length < 2) &&
      (version !== '2.0' || (all('doc-needed').length < 2 && !has('expiry-date'))),
    'crd-ci-q1': !has('questionnaire') || has('doc-needed'),
    'crd-ci-q2': codes('covered').includes('not-covered') !== has('pa-needed'),
    'crd-ci-q3': has('info-needed') === undecided.includes('conditional'),
    'crd-ci-q4': !codes('doc-purpose').includes('withpa') || ['auth-needed', 'performpa', 'conditional'].includes(pa),
    'crd-ci-q5': (pa === 'satisfied') === has('satisfied-pa-id'),
    'crd-ci-q6': !codes('info-needed').includes('OTH') || reasons.length > 0,
    'crd-ci-q7': reasons.every(({ valueCodeableConcept }) => Boolean(valueCodeableConcept?.text)),
    'crd-ci-q8': !has('doc-purpose') || reasons.length > 0,
    'crd-ci-q9': !undecided.includes(INDETERMINATE) || reasons.length > 0,
  };
  const unknown = Object.entries(known).filter(([url, words]) => codes(url).some((code) => !words.includes(code)));
  return [
    ...Object.entries(rules).flatMap(([key, holds]) => (holds ? [] : [key])),
    ...unknown.map(([url]) => `code:${url}`),
  ];
};
