import { cpt, decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import {
  draft,
  drafts,
  type HookHarness,
  hookCall,
  openHookHarness,
  prefetchOf,
  searchset,
  signCall,
} from './hook-harness.ts';

/** Situations a clinician or a clerk meets, and the cards a client shows then: the page `docs/cards.md` is made from them. */

const PAYER_SYSTEM = 'https://stresspass.example/fhir/NamingSystem/payer';
const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';

interface Ask {
  readonly code: string;
  readonly payer?: string;
  readonly diagnosis?: string;
  readonly answers?: Readonly<Record<string, boolean | string>>;
  readonly coverage?: Part;
  readonly prefetch?: Part;
  readonly id?: string;
}
interface Situation {
  readonly name: string;
  readonly ask: (harness: HookHarness) => Promise<Part>;
}

const answered = (answers: NonNullable<Ask['answers']>): Part => ({
  resourceType: 'QuestionnaireResponse',
  id: 'qr',
  status: 'completed',
  questionnaire: 'https://stresspass.example/fhir/Questionnaire/stress-test-clinical',
  subject: { reference: 'Patient/p1' },
  authored: '2026-06-01T12:00:00Z',
  item: Object.entries(answers).map(([linkId, value]) => ({
    linkId,
    answer: [typeof value === 'boolean' ? { valueBoolean: value } : { valueString: value }],
  })),
});

const orderOf = ({ code, diagnosis = 'R07.9', id = 'o1' }: Ask): Part =>
  draft((one) => {
    one.id = id;
    one.code = cpt(code);
    one.reasonCode = [{ coding: [{ system: ICD10CM, code: diagnosis }] }];
  });

const chartOf = ({ payer, answers, coverage, prefetch }: Ask): Part => {
  const held = prefetchOf();
  if (payer) held.oursOrganization.identifier = [{ system: PAYER_SYSTEM, value: payer }];
  Object.assign(held.oursCoverage, coverage);
  return { ...held, ...(answers ? { answers: answered(answers) } : {}), ...prefetch };
};

const sign = async (harness: HookHarness, ask: Ask): Promise<Part> =>
  (await harness.call(signCall({ prefetch: chartOf(ask) }, orderOf(ask)))).body;
const signing = (name: string, ask: Ask): Situation => ({ name, ask: (harness) => sign(harness, ask) });

const WALKS = { canExercise: true, ecgReadable: true };

const onFile = async (harness: HookHarness): Promise<Part> => {
  const { direct } = harness.ways;
  await direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('held') });
  const approved = decisionMessage('approved', {
    number: ['String', 'A-77'],
    code: ['Coding', { system: 'http://www.ama-assn.org/go/cpt', code: '93351' }],
    source: ['Code', 'portal'],
    receivedAt: ['DateTime', '2026-06-01T14:00:00Z'],
  });
  await direct({ method: 'POST', path: '/r4/ServiceRequest/held/$record-decision', body: approved });
  return sign(harness, { code: '93351', id: 'held' });
};

const unreachable = async (): Promise<Part> => {
  const busy = Object.assign(new Error('busy'), { name: 'ThrottlingException' });
  const broken = await openHookHarness((open) => ({
    ...open,
    ports: { ...open.ports, authorizations: { ...open.ports.authorizations, load: () => Promise.reject(busy) } },
  }));
  const body = await sign(broken, { code: '78452' });
  await broken.close();
  return body;
};

const booking = async (harness: HookHarness): Promise<Part> => {
  const visit = {
    resourceType: 'Appointment',
    id: 'a1',
    status: 'proposed',
    start: '2026-06-20T09:00:00-04:00',
    end: '2026-06-20T10:00:00-04:00',
    participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
    basedOn: [{ reference: 'ServiceRequest/o1' }],
  };
  const order = { ...partOf(orderMessage('o1'), 'ServiceRequest'), code: cpt('78452') };
  const prefetch = { ...chartOf({ code: '78452' }), serviceRequests: searchset('ServiceRequest', order) };
  const call = hookCall('appointment-book', { userId: 'Patient/p1', appointments: drafts(visit) }, { prefetch });
  return (await harness.call(call, 'appointment-book-crd')).body;
};

/** On a day the code tables cover. */
const twice = async (harness: HookHarness): Promise<Part> => {
  const orders = ['93015', '93017'].map((code, index) => ({
    ...orderOf({ code, id: `o${index + 1}` }),
    occurrenceDateTime: '2026-06-15',
  }));
  return (await harness.call(signCall({ prefetch: chartOf({ code: '93015' }) }, ...orders))).body;
};

const selecting = async (harness: HookHarness): Promise<Part> => {
  const ask = { code: '78452', payer: 'cigna-commercial' };
  const context = { draftOrders: drafts(orderOf(ask)), selections: ['ServiceRequest/o1'] };
  return (await harness.call(hookCall('order-select', context, { prefetch: chartOf(ask) }), 'order-select-crd')).body;
};

export const SITUATIONS: readonly Situation[] = [
  signing('A SPECT, Cigna, nothing known of exercise', { code: '78452', payer: 'cigna-commercial' }),
  { name: 'The same while it is being ordered', ask: selecting },
  signing('A SPECT, Cigna, she cannot exercise', {
    code: '78452',
    payer: 'cigna-commercial',
    answers: { canExercise: false, chestPain: 'cardiac' },
  }),
  signing('A stress echo, UnitedHealthcare, she can exercise and the ECG can be read', {
    code: '93351',
    answers: WALKS,
  }),
  signing('A SPECT, Cigna, ordered for chest pain while the chart says none', {
    code: '78452',
    payer: 'cigna-commercial',
    answers: { chestPain: 'none', exertionalDyspnea: false, knownCad: false, ...WALKS },
  }),
  { name: 'A stress echo with an approval on file, without a last day', ask: onFile },
  signing('An exercise ECG, Original Medicare, chest pain', {
    code: '93015',
    payer: 'original-medicare',
    answers: { chestPain: 'possible-cardiac', ...WALKS },
  }),
  signing('An exercise ECG, Original Medicare, for back pain', {
    code: '93015',
    payer: 'original-medicare',
    diagnosis: 'M54.50',
  }),
  signing('An exercise ECG, Original Medicare, screening', {
    code: '93015',
    payer: 'original-medicare',
    diagnosis: 'Z13.6',
  }),
  signing('An exercise ECG, a Medicare Advantage plan we hold no rules of', {
    code: '93015',
    payer: 'medicare-advantage',
    answers: { chestPain: 'possible-cardiac', ...WALKS },
  }),
  signing('A stress cardiac MR, Aetna', { code: '75563', payer: 'aetna-commercial' }),
  signing('A SPECT, Medicaid', { code: '78452', payer: 'medicaid' }),
  signing('A payer nobody knows', {
    code: '78452',
    prefetch: { oursOrganization: { resourceType: 'Organization', id: 'payer', name: 'Nobody Knows It Mutual' } },
  }),
  signing('A coverage that has ended', { code: '78452', coverage: { period: { end: '2026-03-31' } } }),
  signing('No coverage on file', { code: '78452', prefetch: { oursCoverage: null, coverage: searchset('Coverage') } }),
  { name: 'The records cannot be reached', ask: unreachable },
  { name: 'The whole test and a part of it', ask: twice },
  { name: 'A visit being booked', ask: booking },
];

const ICON: Readonly<Record<string, string>> = { info: '(i)', warning: '(!)', critical: '(!!)' };

/** A card as a client shows it: line 1, the detail, the buttons, the links, who says so. */
const render = ({ summary, detail = '', indicator, suggestions = [], links = [], source }: Part): string =>
  [
    `> **${ICON[indicator] ?? ''} ${summary}**`,
    ...detail.split('\n').map((line: string) => `> ${line}`.trimEnd()),
    '>',
    ...suggestions.map(({ label }: Part) => `> \`[ ${label} ]\``),
    ...links.map(({ label, url }: Part) => `> [${label}](${url})`),
    `> *${source.label}, ${source.topic.code}*`,
  ].join('\n');

const HEAD = `# Cards, as a client shows them

Made by \`npm run docs:tables\`: each situation is asked of the real endpoint, on ${'2026-06-01'}. One card an order; line 1 is the decision.
`;

export const cardPage = async (): Promise<string> => {
  const harness = await openHookHarness();
  const blocks: string[] = [HEAD];
  for (const { name, ask } of SITUATIONS) {
    const { cards } = await ask(harness);
    blocks.push(`## ${name}\n\n${cards.map(render).join('\n\n') || 'No card.'}\n`);
  }
  await harness.close();
  return blocks.join('\n');
};
