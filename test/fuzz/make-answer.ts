import type { Random } from '../../infra/cli/falsify/random.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { inEnvelope } from '../support/x12/clearinghouse.ts';
import { ELIGIBILITY_ANSWERS, PAS_ANSWERS, X12_ANSWERS } from './answer-seeds.ts';
import { TEXTS } from './hostile.ts';
import { mutate, textOf } from './mutate.ts';
import { mutateX12 } from './mutate-x12.ts';

/** What another system answers to a call of ours: a payer, a clearinghouse, the receiver of a webhook; or settings an operator puts. */
export interface GivenAnswer {
  readonly is: 'answer';
  readonly door:
    | 'pas-answer'
    | 'pas-inquiry-answer'
    | 'x12-answer'
    | 'x12-inquiry-answer'
    | 'x12-eligibility'
    | 'webhook-answer'
    | 'settings';
  readonly status: number;
  readonly body: string;
}

const STATUSES = [200, 200, 200, 200, 201, 202, 204, 302, 400, 401, 404, 408, 410, 413, 422, 429, 500, 503];

const SETTINGS: Part = {
  id: 'clinic',
  timeZone: 'America/New_York',
  sources: [{ id: 'north', name: 'EHR', hookSecret: 'file:/secret', fhir: { base: 'https://ehr.example/r4' } }],
  outbound: ['https://ehr.example', 'https://payer.example'],
  submission: { byItself: true, practice: { name: { organization: 'Heart' }, npi: '2000000028', tin: '123456789' } },
  payerEndpoints: [
    { kind: 'fhir-pas', name: 'payer', payer: 'emblemhealth', base: 'https://payer.example/r4', notices: 'north' },
    {
      kind: 'x12-278',
      name: 'house',
      url: 'https://payer.example/core',
      envelope: 'vC2.2.0',
      sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
      receiver: { qualifier: '30', id: 'HOUSE' },
      submitterId: 'SUB1',
      usage: 'T',
    },
  ],
  webhooks: [{ id: 'hook', url: 'https://ehr.example/hook', secret: 'file:/secret', events: ['SubmissionDecided'] }],
  utilizationReview: {
    adoptedPacks: ['own'],
    authority: { declaredBy: 'Medical director', declaredOn: '2026-05-01' },
    payers: ['emblemhealth'],
    numberPrefix: 'PA',
    contact: '1-800-555-0100',
  },
};

const x12 = (random: Random, from: readonly string[]): string => {
  const text = mutateX12(random.pick(from), random);
  const { body } = inEnvelope(text);
  return random.chance(0.2) ? textOf({ body }, random).slice(9, -2) : body;
};

/** One answer, made of its random numbers alone. */
export const makeAnswer = (random: Random): GivenAnswer => {
  const status = random.chance(0.8) ? 200 : random.pick(STATUSES);
  const of = (door: GivenAnswer['door'], body: string): GivenAnswer => ({ is: 'answer', door, status, body });
  const pas = () => textOf(mutate(random.pick(PAS_ANSWERS), random), random);
  const inquired = () =>
    textOf(
      mutate(
        { resourceType: 'Parameters', parameter: [{ name: 'return', resource: random.pick(PAS_ANSWERS) }] },
        random,
      ),
      random,
    );
  return random.pick<() => GivenAnswer>([
    () => of('pas-answer', pas()),
    () => of('pas-inquiry-answer', random.chance(0.5) ? inquired() : pas()),
    () => of('x12-answer', x12(random, X12_ANSWERS)),
    () => of('x12-inquiry-answer', x12(random, X12_ANSWERS)),
    () => of('x12-eligibility', mutateX12(random.pick(ELIGIBILITY_ANSWERS), random)),
    () => ({ ...of('webhook-answer', random.pick(TEXTS)), status: random.pick(STATUSES) }),
    () => of('settings', textOf(mutate(SETTINGS, random), random)),
  ])();
};
