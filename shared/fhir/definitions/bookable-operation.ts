import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { CHANNEL_FACTS } from './channel-words.ts';
import { bound, input, output, referenceTo } from './operation-parameters.ts';

/** Parameters of `$bookable`; forms and examples show them in this order. */
export const bookableParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  input('start', '1..1', 'When the visit starts, with time zone.', { type: 'dateTime' }),
  input('end', '0..1', 'When it ends.', { type: 'dateTime' }),
  input('code', '0..*', 'Billing codes (CPT or HCPCS) to be done; missing: as ordered.', { type: 'Coding' }),
  input('placeOfService', '0..1', 'CMS place of service of the slot.', { type: 'Coding' }),
  input('facility', '0..1', 'Where the visit takes place.', referenceTo('Location', 'Organization')),
  input('performer', '0..1', 'Who performs the test.', referenceTo('Practitioner', 'PractitionerRole', 'Organization')),
  input('units', '0..1', 'Units to be done.', { type: 'positiveInt' }),
  { ...output('code', 'Whether the slot can be booked.'), name: 'answer', ...bound('bookable', canonicals) },
  {
    ...output('CodeableConcept', 'Why, every reason.'),
    name: 'reason',
    max: '*',
    ...bound('bookable-reason', canonicals),
    type: 'CodeableConcept',
  },
  { ...output('date', 'First day that would do, as far as known.'), name: 'earliest', min: 0 },
  { ...output('date', 'Last day that would do, as far as known.'), name: 'latest', min: 0 },
  {
    ...output(
      'date',
      'Of a not-yet: the first day a visit can be expected to be authorized by; a forecast, not a yes.',
    ),
    name: 'earliestRealistic',
    min: 0,
  },
  { ...output('string', 'What that day is counted from.'), name: 'earliestRealisticSays', min: 0 },
  { ...output('Identifier', 'The authorization on file.'), name: 'authorization', min: 0 },
  { ...output('unsignedInt', 'Units of it that are used.'), name: 'unitsUsed', min: 0 },
  { ...output('unsignedInt', 'Units of it that are left.'), name: 'unitsLeft', min: 0 },
  { ...output('string', 'The plan’s notice, law or pledge it turns on.'), name: 'waiver', min: 0 },
  { ...output('canonical', 'Of a yes by the payer’s rules: the dated policy, url|version.'), name: 'rule', min: 0 },
  {
    ...output('code', 'How well its rule is founded.'),
    name: 'ruleLevel',
    min: 0,
    ...bound('evidence-level', canonicals),
  },
  { ...output('date', 'Of a yes: on which day the coverage was known.'), name: 'eligibilityAsOf', min: 0 },
  { ...output('string', 'What to do next.'), name: 'nextStep' },
  {
    name: 'nextAction',
    use: 'out',
    min: 1,
    max: '1',
    documentation: 'What to do next, and whose move it is.',
    part: [
      { ...output('code', 'What to do next.'), name: 'code', ...bound('next-action', canonicals) },
      { ...output('code', 'Whose move it is.'), name: 'owner', ...bound('action-owner', canonicals) },
      { ...output('date', 'By when it is due, where a clock says so.'), name: 'dueBy', min: 0 },
      ...CHANNEL_FACTS.map(({ name, type, short, words, max }) => ({
        ...output(type, `${short}.`),
        name,
        min: 0,
        ...(max ? { max } : {}),
        ...(words ? bound(words, canonicals) : {}),
      })),
    ],
  },
  { ...output('code', 'Where the visit stands, for people.'), name: 'state', ...bound('people-state', canonicals) },
];
