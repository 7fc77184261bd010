import type { CoverageWord } from '../../core/coverage/coverage-map.ts';
import type { CriterionEffect } from '../../core/criteria/policy-criteria.ts';
import type { Exception, GroupId, Necessity, PriorAuthValue } from '../../core/model/ruleset.ts';

/** Codes of the coverage map with their displays. */

export const COVERAGE_MAP_WORDS: Readonly<Record<CoverageWord, string>> = {
  rule: 'A rule in force answers whether authorization is needed.',
  'old-rule': 'A rule in force answers, by a source last read more than a year before the date.',
  asks: 'The rule in force says that the plan must be asked.',
  none: 'No version of rules is held for the date.',
};

export const CRITERION_EFFECT_WORDS: Readonly<Record<CriterionEffect, string>> = {
  against: 'Where it holds the criteria are likely not met.',
  hold: 'Else, where it holds a reviewer decides before anything speaks for the test.',
  supports: 'Else, where it holds the criteria are likely met.',
  review: 'Else, where it holds a reviewer decides.',
  scored: 'It counts by a score; the highest score that applies decides.',
};

export const CRITERIA_OTHERWISE_WORDS: Readonly<Record<Necessity['otherwise'], string>> = {
  'not-met': 'The criteria are likely not met.',
  review: 'A reviewer decides.',
  none: 'Nothing is asked.',
};

export const PRIOR_AUTH_WORDS: Readonly<Record<PriorAuthValue, string>> = {
  required: 'Authorization is required.',
  'not-required': 'Authorization is not required.',
  'ask-plan': 'The plan must be asked.',
  'by-price': 'The price of the code decides; near the limit the plan must be asked.',
};

export const GROUP_WORDS: Readonly<Record<GroupId, string>> = {
  ecg: 'Stress tests by ECG alone.',
  'stress-echo': 'Stress echocardiography.',
  mpi: 'Myocardial perfusion imaging, SPECT or planar.',
  pet: 'Cardiac PET.',
  cmr: 'Stress magnetic resonance of the heart.',
  'ecg-special': 'Special ECG tests: provocation of spasm, T-wave alternans.',
};

export const EXCEPTION_SCOPE_WORDS: Readonly<Record<Exception['level'], string>> = {
  plan: 'For a product or a delegated group; stronger than what a state says.',
  state: 'For a state or a Medicare jurisdiction.',
};
