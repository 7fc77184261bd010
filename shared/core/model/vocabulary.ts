import { type FactName, type FactValues, MODALITIES } from './facts.ts';

/** What a fact means when a complete search finds nothing, and how a person is asked for it. */
export interface FactDefinition {
  /**
   * `history`: would be recorded if it existed, so absent counts as "no".
   * `judgement`: someone must state it, so absent is the same as unknown.
   * `context`: comes with the order (age, place, payer), never asked in the clinical questionnaire.
   */
  readonly kind: 'history' | 'judgement' | 'context';
  readonly type: 'boolean' | 'word' | 'number' | 'event' | 'date' | 'text' | 'codes';
  readonly words?: readonly string[];
  /** Asked by `Questionnaire/stress-test-clinical` (linkId = fact name); our own words. */
  readonly question?: string;
  /** Values on both sides of every threshold rules use; `explain` tries them. Numbers only. */
  readonly probes?: readonly number[];
  /** Who can supply it: the clinician, or the clerk arranging the visit. */
  readonly askedOf?: 'clinician' | 'clerk';
}

const RISKS = ['low', 'intermediate', 'high'] as const;
const yesNo = (kind: 'history' | 'judgement', question: string): FactDefinition => ({
  kind,
  type: 'boolean',
  question,
});
const word = (kind: 'history' | 'judgement', question: string, ...words: readonly string[]): FactDefinition => ({
  kind,
  type: 'word',
  words,
  question,
});
const event = (kind: 'history' | 'judgement', question: string): FactDefinition => ({ kind, type: 'event', question });
const measure = (question: string, ...probes: readonly number[]): FactDefinition => ({
  kind: 'judgement',
  type: 'number',
  question,
  probes,
});
const context = (type: FactDefinition['type'], question?: string, words?: readonly string[]): FactDefinition => ({
  kind: 'context',
  type,
  ...(question ? { question, askedOf: 'clerk' as const } : {}),
  ...(words ? { words } : {}),
});

/** Total over the fact names: a fact without a definition does not compile. */
export const VOCABULARY: { readonly [N in keyof Required<FactValues>]: FactDefinition } = {
  age: {
    kind: 'context',
    type: 'number',
    probes: [35, 45, 55, 65, 75],
    question: 'How old is the patient?',
    askedOf: 'clerk',
  },
  sex: context('word', 'Which administrative gender is recorded?', ['male', 'female', 'other', 'unknown']),
  payer: context('text', 'Which payer covers the patient?'),
  planType: context('text'),
  planProduct: context('text', 'Which product of the payer does the member hold?'),
  delegated: context('boolean', 'Is utilization review delegated to a medical group?'),
  siteState: context('text', 'In which state will the test be done?'),
  county: context('text', 'In which county will the test be done?'),
  macJurisdiction: context('text'),
  locality: context('text'),
  modality: context('word', undefined, MODALITIES),
  placeOfService: context('text', 'Where will the test be done (place of service)?'),
  encounterClass: context('text', 'Is the patient in the emergency department, observation, admitted or ambulatory?'),
  claimType: context('word', undefined, ['professional', 'institutional']),
  serviceDate: context('date', 'On which date is the test planned?'),
  urgency: context('word', undefined, ['routine', 'urgent', 'asap', 'stat']),
  diagnoses: context('codes', 'Which diagnosis or symptom is the reason for the test?'),
  chestPain: word(
    'judgement',
    'What kind of chest pain does the patient have?',
    'cardiac',
    'possible-cardiac',
    'noncardiac',
    'none',
  ),
  exertionalDyspnea: yesNo('judgement', 'Is the patient short of breath on exertion?'),
  syncope: yesNo('history', 'Has the patient fainted?'),
  palpitations: yesNo('history', 'Does the patient have palpitations?'),
  symptomsChanged: word(
    'judgement',
    'Are the symptoms new or worse since the last evaluation?',
    'new-or-worse',
    'unchanged',
  ),
  canExercise: yesNo('judgement', 'Can the patient exercise enough for a treadmill or bicycle test?'),
  ecgReadable: yesNo(
    'judgement',
    'Can the resting ECG be read during stress (no LBBB, pacing, pre-excitation, digoxin or ST shift)?',
  ),
  knownCad: yesNo('history', 'Is coronary artery disease known?'),
  priorMi: yesNo('history', 'Has the patient had a heart attack?'),
  incompleteRevascularization: yesNo('history', 'Was the last revascularization incomplete?'),
  priorPci: event('history', 'When was the last coronary stent or angioplasty (or none)?'),
  priorCabg: event('history', 'When was coronary bypass surgery (or none)?'),
  priorIschemiaTest: event(
    'history',
    'When was the last test for ischemia, which kind, and what did it show (or none)?',
  ),
  preOpSurgeryRisk: word('judgement', 'If surgery is planned: how high is its cardiac risk?', 'none', ...RISKS),
  functionalCapacityMets: measure('How many METs can the patient reach?', 3, 5),
  dasi: measure('What is the Duke Activity Status Index?', 30, 40),
  cadRisk: word('judgement', 'How high is the coronary risk (global risk score)?', ...RISKS),
  lastClinicalVisit: event('judgement', 'When was the last clinical visit for this problem?'),
  acsWithin90Days: yesNo('history', 'Was there an acute coronary event in the last 90 days?'),
  angiographySinceAcs: yesNo('judgement', 'Was a coronary angiogram done since that event?'),
  stableNow: yesNo('judgement', 'Is the patient clinically stable now?'),
  silentIschemiaHistory: yesNo('history', 'Is silent ischemia known from before?'),
  highRiskPci: yesNo('history', 'Was an earlier stent placed in a high-risk position?'),
  testPurpose: word('judgement', 'What should the test answer?', 'detect', 'follow-up', 'viability', 'graft-patency'),
  plannedStress: word('judgement', 'Will stress be by exercise or by drug?', 'exercise', 'drug'),
  bmi: measure('What is the body mass index?', 30, 37, 42),
  habitusLimitsSpect: yesNo('judgement', 'Does body shape spoil SPECT images?'),
  restingEcgOnFile: yesNo('history', 'Is a resting ECG from the last year on file?'),
  documentsOnFile: context('codes'),
  compensableInjury: yesNo('judgement', 'Has the compensation carrier accepted the injury?'),
  unstableAngina: { kind: 'history', type: 'boolean' },
  vasospasticAngina: { kind: 'history', type: 'boolean' },
  heartTransplant: { kind: 'history', type: 'boolean' },
  calciumScore: word('judgement', 'How high was a coronary calcium score?', 'below-100', '100-or-more'),
  cctaStenosis: word(
    'judgement',
    'What narrowing did a coronary CT angiogram show, in percent?',
    'below-50',
    '50-69',
    '70-or-more',
  ),
  heartFailure: yesNo(
    'judgement',
    'Is heart failure new or worse, or the ejection fraction below 50 percent or 10 lower than before?',
  ),
  ventricularArrhythmia: yesNo(
    'judgement',
    'Was there ventricular tachycardia (three beats or more), or more than 30 extra beats an hour?',
  ),
  classIcDrug: yesNo('judgement', 'Is a class IC drug (flecainide, propafenone) taken or planned?'),
  referral: { ...yesNo('judgement', 'Is the referral this plan wants on file?'), askedOf: 'clerk' },
  network: { ...word('judgement', 'Is the site in the network of the plan?', 'in', 'out'), askedOf: 'clerk' },
};

export const isFactName = (name: string): name is FactName => Object.hasOwn(VOCABULARY, name);
