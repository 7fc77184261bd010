import { describe, expect, test } from 'vitest';
import { readCases } from '../../infra/cli/rules/read-cases.ts';
import type { CoveredCase } from '../../shared/rule-files/lint/lint-cases.ts';
import { lintRules } from '../../shared/rule-files/lint/lint-rules.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { SERVICE_DATE as USUAL_DATE } from '../support/cases.ts';
import {
  BENEFIT,
  type Folder,
  hashOf,
  laterPolicy,
  POLICY,
  PROGRAM,
  readFrom,
  ruleFolder,
  withOwnChannels,
} from '../support/rule-folder.ts';
import { codebook as wholeCodebook } from '../support/service-lines.ts';

const TODAY = '2026-05-12';
/** The channel map of the small folder: its payer has a portal. */
const codebook = withOwnChannels(wholeCodebook, TODAY);
const CODES = { ecg: '93015', 'stress-echo': '93351', mpi: '78452', pet: '78431', cmr: '75563' };
const cases = (advice: string, date: string, codes = Object.values(CODES)): readonly CoveredCase[] =>
  codes.map((code) => ({ payer: 'acme', date, codes: [code], advice }));
/** Both sides of every policy, as the golden cases of the small folder would show them. */
const COVERED: readonly CoveredCase[] = [
  ...cases('pa-likely-approve', TODAY),
  ...cases('pa-likely-not-met', TODAY),
  ...cases('ask-plan', TODAY, ['93025']),
];

const lint = (change: (folder: Folder) => void, covered = COVERED) =>
  lintRules({ readText: readFrom(ruleFolder(change)), cases: covered, today: TODAY, codebook }).map(
    ({ level, path, says }) => `${level} ${path}: ${says}`,
  );

test('a valid folder has no findings', () => {
  expect(lint(() => undefined)).toEqual([]);
});

type Row = readonly [what: string, change: (folder: Folder) => void, finding: string];
const SPANS: readonly Row[] = [
  [
    'days between two versions',
    (folder) => {
      folder[POLICY].effectiveTo = '2026-05-30';
      laterPolicy(folder, '2026-07-01');
    },
    'error acme/: a version ends on 2026-05-30 and the next starts on 2026-07-01',
  ],
  [
    'days with two versions',
    (folder) => {
      folder[POLICY].effectiveTo = '2026-07-30';
      laterPolicy(folder, '2026-07-01');
    },
    'error acme/: a version ends on 2026-07-30 and the next starts on 2026-07-01',
  ],
  [
    'a payer without a version',
    (folder) => {
      folder['payers.json'].payers.push({ ...folder['payers.json'].payers[0], id: 'other', aliases: [] });
    },
    'error payers.json: other: has no policy that loads: every answer is "ask the plan"',
  ],
  [
    'rules that have ended',
    (folder) => {
      folder[POLICY].effectiveTo = '2026-05-11';
    },
    `error ${POLICY}: ends on 2026-05-11, and no version follows: from then on "ask the plan"`,
  ],
  [
    'rules that will end',
    (folder) => {
      folder[POLICY].effectiveTo = '2026-12-31';
    },
    `warning ${POLICY}: ends on 2026-12-31, and no version follows: from then on "ask the plan"`,
  ],
  [
    'an exception of other days than its version',
    (folder) => {
      folder[POLICY].exceptions[0].to = '2025-12-31';
    },
    `warning ${POLICY}: exceptions.delegated: is never in force while this version is`,
  ],
  [
    'a file named and not there',
    (folder) => {
      folder['catalog.json'].push('acme/2027-01-01.json');
    },
    'error acme/2027-01-01.json: is named in catalog.json and not there',
  ],
  [
    'a released file that moved',
    (folder) => {
      folder['released.json'] = { [PROGRAM]: hashOf(folder, PROGRAM), [POLICY]: 'another' };
    },
    `error ${POLICY}: was released with other content: undo the change and make a new version`,
  ],
];

const SOURCES: readonly Row[] = [
  [
    'a source without the day it was read',
    (folder) => {
      delete folder[PROGRAM].source.retrieved;
    },
    `warning ${PROGRAM}: source.retrieved: it does not say on which day the source was read`,
  ],
  [
    'a source read tomorrow',
    (folder) => {
      folder[BENEFIT].source.retrieved = '2026-05-13';
    },
    `error ${BENEFIT}: source.retrieved: 2026-05-13 is still to come`,
  ],
  [
    'a source read more than a year ago',
    (folder) => {
      folder[POLICY].source.retrieved = '2025-05-11';
    },
    `warning ${POLICY}: source.retrieved: read on 2025-05-11, more than a year ago: read it again`,
  ],
  [
    'a source that cannot be found',
    (folder) => {
      delete folder[POLICY].source.address;
    },
    `warning ${POLICY}: source.address: the source is verified, but nobody can find it again`,
  ],
  [
    'evidence that is missing',
    (folder) => {
      delete folder[POLICY].policies.mpi.priorAuth.evidence;
    },
    `error ${POLICY}: policies.mpi.priorAuth.evidence: must be one of verified, secondary, illustrative`,
  ],
];

const DEAD: readonly Row[] = [
  [
    'a criterion no patient can meet',
    (folder) => {
      folder[PROGRAM].criteria.S1.all.push({ derived: 'asymptomatic' });
    },
    `error ${PROGRAM}: criteria.S1: no patient can ever meet it`,
  ],
  [
    'a benefit rule no patient can meet',
    (folder) => {
      const { when } = folder[BENEFIT].rules[0];
      folder[BENEFIT].rules[0].when = { all: [when, { not: when }] };
    },
    `error ${BENEFIT}: rules.B1: no patient can ever meet it`,
  ],
  [
    'an exception condition no patient can meet',
    (folder) => {
      folder[POLICY].exceptions[0].when = {
        all: [
          { fact: 'age', op: 'below', value: 21 },
          { fact: 'age', op: 'above', value: 21 },
        ],
      };
    },
    `error ${POLICY}: exceptions.delegated.when: no patient can ever meet it`,
  ],
  [
    'criteria said to speak of patients nobody leaves out',
    (folder) => {
      folder[POLICY].policies.mpi.speaksOf = ['OC9'];
    },
    `error ${POLICY}: policies.mpi.speaksOf: the definitions leave out no patients as OC9`,
  ],
  [
    'an unused program version',
    (folder) => {
      folder['programs/small/2026-01-01.json'] = { ...folder[PROGRAM], effectiveFrom: '2026-01-01' };
      folder['catalog.json'].push('programs/small/2026-01-01.json');
    },
    'warning programs/small/2026-01-01.json: no policy uses this version',
  ],
];

test.each([...SPANS, ...SOURCES, ...DEAD])('%s', (_, change, finding) => {
  expect(lint(change)).toContain(finding);
});

test('a draft of an unused program is tried too', () => {
  const found = lint((folder) => {
    const draft = 'programs/small/2026-01-01.json';
    folder[draft] = { ...JSON.parse(JSON.stringify(folder[PROGRAM])), effectiveFrom: '2026-01-01' };
    folder[draft].criteria.S1.all.push({ derived: 'asymptomatic' });
    folder['catalog.json'].push(draft);
  });
  expect(found).toContain('error programs/small/2026-01-01.json: criteria.S1: no patient can ever meet it');
});

test('what does not load is reported once, and the rest is still checked', () => {
  const found = lint((folder) => {
    folder[PROGRAM].criteria.S2.op = 'equals';
    laterPolicy(folder, '2026-07-01');
    delete folder[BENEFIT].source.retrieved;
  });
  expect(found.filter((one) => one.includes(PROGRAM))).toHaveLength(1);
  expect(found.join()).toContain(`warning ${BENEFIT}`);
});

describe('golden cases', () => {
  const without = (code: string, advice: string) =>
    COVERED.filter((one) => !(one.codes.includes(code) && one.advice === advice));
  test.each([
    ['pa-likely-approve', 'there is no golden case that certifies'],
    ['pa-likely-not-met', 'there is no golden case that does not certify'],
  ])('without %s a side is missing', (advice, says) => {
    expect(lint(() => undefined, without(CODES.pet, advice))).toEqual([`warning ${POLICY}: policies.pet: ${says}`]);
  });
  test('an ask-plan policy needs a case that asks', () => {
    expect(lint(() => undefined, without('93025', 'ask-plan'))).toEqual([
      `warning ${POLICY}: policies.ecg-special: there is no golden case that asks`,
    ]);
  });
  test('a later version needs its own cases only for the policies it changes', () => {
    const change = (folder: Folder) =>
      laterPolicy(folder, '2026-07-01', (policy) => {
        policy.policies.pet = { ...policy.policies.pet, priorAuth: { value: 'not-required', evidence: 'verified' } };
        policy.policies.cmr = { ...policy.policies.cmr, priorAuth: { value: 'required', evidence: 'secondary' } };
      });
    expect(lint(change)).toEqual([
      'warning acme/2026-07-01.json: policies.pet: there is no golden case that certifies',
      'warning acme/2026-07-01.json: policies.pet: there is no golden case that does not certify',
    ]);
    const later = [
      ...cases('proceed-no-pa', '2026-07-01', [CODES.pet]),
      ...cases('manual-review', '2026-07-01', [CODES.pet]),
    ];
    expect(lint(change, [...COVERED, ...later])).toEqual([]);
  });
});

describe('the rules as released', () => {
  const covered = readCases();
  test('have no errors; open work is reported', () => {
    const found = lintRules({ readText: readRuleText, cases: covered, today: '2026-12-01', codebook: wholeCodebook });
    const said = found.map(({ level, path, says }) => `${level} ${path}: ${says}`);
    expect(said.filter((one) => one.startsWith('error'))).toEqual([]);
    expect(said).toEqual(
      expect.arrayContaining([
        'warning self-pay/2026-01-01.json: source.address: the source is verified, but nobody can find it again',
        'warning programs/heart-transplant/2024-01-01.json: source.retrieved: it does not say on which day the source was read',
        'warning benefit-rules/screening/2024-01-01.json: source.address: the source is verified, but nobody can find it again',
      ]),
    );
  });
  test('are covered by cases of their date, including twins and the rows of both sides', () => {
    expect(covered).toContainEqual({ payer: 'highmark', date: USUAL_DATE, codes: ['93015'], advice: 'proceed-no-pa' });
    expect(covered.filter(({ date }) => date === USUAL_DATE).length).toBeGreaterThan(200);
    expect(covered.filter(({ payer, codes }) => !payer || codes.length === 0)).toEqual([]);
  });
});
