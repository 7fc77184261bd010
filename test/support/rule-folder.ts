import type { Codebook } from '../../shared/core/model/codebook.ts';
import type { ReadText } from '../../shared/rule-files/read-rule-file.ts';
import { sha256 } from '../../shared/rule-files/sha256.ts';
import { DEFINITIONS } from './rules.ts';

/** A small folder of rules, whole and without a flaw; each test changes what it is about. */

// biome-ignore lint/suspicious/noExplicitAny: files are bent out of shape on purpose
type Json = any;
export type Folder = Record<string, Json>;

export const POLICY = 'acme/2026-01-01.json';
export const PROGRAM = 'programs/small/2025-01-01.json';
export const WORDS = 'definitions/2025-01-01.json';
export const BENEFIT = 'benefit-rules/basic/2025-01-01.json';

const source = { title: 'A list', address: 'acme.example', retrieved: '2026-03-01', evidence: 'verified' };
const graded = (value: unknown) => ({ value, evidence: 'verified' });
const sentence = (says: string) => ({ says, cite: 'The list', evidence: 'verified' });

const policy = () => ({
  id: 'acme-2026-01-01',
  payer: 'acme',
  version: '1.0.0',
  effectiveFrom: '2026-01-01',
  source,
  uses: { definitions: '2025-01-01', programs: { small: '2025-01-01' }, benefitRules: { basic: '2025-01-01' } },
  vendor: graded('own'),
  route: graded(['payer-portal']),
  clocks: { standard: { amount: 15, unit: 'calendar-days', from: 'complete', evidence: 'verified' } },
  exemptSettings: { encounterClass: ['EMER'], placeOfService: ['23'], says: 'Emergencies.', evidence: 'verified' },
  validityDays: { value: 45, from: 'issue-date', evidence: 'verified' },
  codeSpecific: graded(true),
  siteSpecific: graded(true),
  policies: {
    ecg: { priorAuth: graded('not-required'), necessity: { use: [{ program: 'small' }], otherwise: 'not-met' } },
    mpi: { priorAuth: graded('required'), necessity: { use: [{ program: 'small' }], otherwise: 'not-met' } },
    'stress-echo': { like: 'mpi' },
    pet: { like: 'mpi' },
    cmr: { like: 'mpi' },
    'ecg-special': { priorAuth: graded('ask-plan'), necessity: { use: [], otherwise: 'review' } },
  },
  exceptions: [
    {
      id: 'delegated',
      level: 'plan',
      where: { delegated: [true] },
      set: { 'policies.*.priorAuth': graded('ask-plan') },
      says: 'A group decides.',
      evidence: 'verified',
    },
  ],
});

const program = () => ({
  id: 'small',
  version: '1.0.0',
  effectiveFrom: '2025-01-01',
  source,
  complete: true,
  parameters: { limit: { default: 35, evidence: 'verified' } },
  criteria: {
    S1: {
      all: [{ derived: 'symptomatic' }, { fact: 'canExercise', op: 'is', value: false }],
      ...sentence('Cannot exercise.'),
    },
    S2: { fact: 'bmi', op: 'above', value: { parameter: 'limit' }, ...sentence('Too heavy.') },
  },
  against: [],
  hold: [],
  supports: ['S1', 'S2'],
  review: [],
});

const { version: _version, id: _id, effectiveFrom: _from, ...words } = DEFINITIONS;
const definitions = () =>
  structuredClone({ ...words, id: 'definitions-2025-01-01', version: '1.0.0', effectiveFrom: '2025-01-01', source });

const benefit = () => ({
  id: 'basic',
  version: '1.0.0',
  effectiveFrom: '2025-01-01',
  source,
  rules: [
    {
      id: 'B1',
      when: { fact: 'diagnoses', op: 'allCodesIn', value: 'dx-screening' },
      effect: 'excluded',
      carc: '49',
      ...sentence('Screening.'),
    },
  ],
});

/** The folder by path; a changed file is no longer the released one unless the test says so. */
export const ruleFolder = (change: (folder: Folder) => void = () => undefined): Folder => {
  const files: Folder = { [POLICY]: policy(), [PROGRAM]: program(), [WORDS]: definitions(), [BENEFIT]: benefit() };
  const folder: Folder = {
    ...JSON.parse(JSON.stringify(files)),
    'catalog.json': Object.keys(files).sort(),
    'payers.json': {
      payers: [{ id: 'acme', name: 'Acme', planTypes: ['commercial'], identifiers: [], aliases: ['Acme'] }],
    },
    'released.json': {},
    'corrections.json': { corrections: [] },
  };
  change(folder);
  return folder;
};

export const textOf = (folder: Folder, path: string): string => JSON.stringify(folder[path]);
export const hashOf = (folder: Folder, path: string): string => sha256(textOf(folder, path));

export const readFrom =
  (folder: Folder): ReadText =>
  (path) => {
    if (folder[path] === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return textOf(folder, path);
  };

/** Another version of the policy: a copy under its own day, changed. */
export const laterPolicy = (folder: Folder, from: string, change: (policy: Json) => void = () => undefined): string => {
  const path = `acme/${from}.json`;
  folder[path] = { ...structuredClone(folder[POLICY]), id: `acme-${from}`, effectiveFrom: from };
  delete folder[path].effectiveTo;
  change(folder[path]);
  folder['catalog.json'] = [...folder['catalog.json'], path].sort();
  return path;
};

/** Tables whose channel map is about the payer of the small folder alone: a portal. */
export const withOwnChannels = (codebook: Codebook, confirmed: string): Codebook => ({
  ...codebook,
  channelPayers: ['acme'],
  channelRows: (payer) =>
    payer === 'acme'
      ? [
          {
            id: 'acme-portal',
            payers: ['acme'],
            transaction: 'prior-auth',
            ways: [{ kind: 'portal', name: 'Acme' }],
            says: 'Acme decides.',
            source: 'acme.example',
            evidence: 'verified',
            confirmed,
          },
        ]
      : [],
});
