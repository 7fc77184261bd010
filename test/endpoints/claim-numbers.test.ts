import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { claimMessage, decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const MRN = { system: 'https://ehr.example/mrn', value: '4711' };
const NUMBER_ON_FILE = (name: string) => `N-${name.toUpperCase()}-77`;

const post = async (path: string, body: Part, status = 200) => {
  const answered = await harness.ways.direct({ method: 'POST', path, body });
  expect(answered.status, JSON.stringify(answered.body)).toBe(status);
  return answered.body;
};
const determination = (node: Part): Part[] => node.extension[0].extension;
const wordOf = (body: Part): string => determination(body).find(({ url }) => url === 'advice')?.valueCode;

/** The patient of a message, wherever it stands. */
const patientIn = (message: Part): Part =>
  partOf(message, 'Patient') ??
  message.entry
    .flatMap(({ resource }: Part) => resource.contained ?? [])
    .find((one: Part) => one.resourceType === 'Patient');

/** Points every reference to the patient at another one. */
const repoint = (message: Part, to: Part) => {
  for (const { resource } of message.entry) {
    for (const element of ['subject', 'patient', 'beneficiary']) if (resource[element]) resource[element] = { ...to };
  }
};

/** Ways to say whose a message is; each changes a message that has the patient as `Patient/p1`. */
const SPELLINGS: Readonly<Record<string, (message: Part, focal: string) => Part>> = {
  'as an entry of the bundle': (message) => message,
  'as an entry named by urn:uuid': (message) => {
    const urn = 'urn:uuid:7d1e3a52-6f0c-4b9e-8a11-0f6f5f1c9a01';
    const entry = message.entry.find(({ resource }: Part) => resource.resourceType === 'Patient');
    entry.fullUrl = urn;
    delete entry.resource.id;
    repoint(message, { reference: urn });
    return message;
  },
  'by its absolute URL': (message) => {
    repoint(message, { reference: 'https://ehr.example/r4/Patient/p1' });
    return message;
  },
  'contained, with the coverage': (message, focal) => {
    const whole = partOf(message, focal);
    const [patient, coverage] = [partOf(message, 'Patient'), partOf(message, 'Coverage')];
    whole.contained = [
      { ...patient, id: 'who' },
      { ...coverage, id: 'cover', beneficiary: { reference: '#who' } },
    ];
    if (whole.subject) whole.subject = { reference: '#who' };
    if (whole.patient) whole.patient = { reference: '#who' };
    whole.insurance =
      focal === 'Claim' ? [{ ...whole.insurance[0], coverage: { reference: '#cover' } }] : [{ reference: '#cover' }];
    const rest = message.entry.filter(({ resource }: Part) => !['Patient', 'Coverage'].includes(resource.resourceType));
    return { ...message, entry: rest };
  },
  'by identifier, the resource not sent': (message) => {
    repoint(message, { identifier: MRN });
    return { ...message, entry: message.entry.filter(({ resource }: Part) => resource.resourceType !== 'Patient') };
  },
  'by identifier of an entry': (message) => {
    repoint(message, { type: 'Patient', identifier: MRN });
    return message;
  },
};
const WAYS_TO_SAY = Object.keys(SPELLINGS);

const spelled = (message: Part, spelling: string, focal: string): Part => {
  const patient = patientIn(message);
  patient.identifier = [MRN];
  return SPELLINGS[spelling]?.(message, focal) ?? message;
};

const onFile = async (
  name: string,
  spelling = 'as an entry of the bundle',
  change: (order: Part) => void = () => undefined,
) => {
  await post('/r4/ServiceRequest/$assess', spelled(orderMessage(name, change), spelling, 'ServiceRequest'));
  await post(
    `/r4/ServiceRequest/${name}/$record-decision`,
    decisionMessage('approved', {
      number: ['String', NUMBER_ON_FILE(name)],
      period: ['Period', { start: '2026-06-01', end: '2026-07-31' }],
    }),
  );
};

const claimed = (number: string | undefined, change: (claim: Part) => void = () => undefined): Part => {
  const message = claimMessage();
  const claim = partOf(message, 'Claim');
  if (number !== undefined) claim.insurance[0].preAuthRef = [number];
  change(claim);
  return message;
};
const check = (message: Part) => post('/r4/Claim/$check', message);
const findingOf = (body: Part): string => JSON.stringify(body);

describe('an authorization on file is found however claim and order name their patient', () => {
  for (const [index, order] of WAYS_TO_SAY.entries())
    test(`order ${order}`, async () => {
      const name = `say-${index}`;
      await onFile(name, order);
      for (const claim of WAYS_TO_SAY) {
        const body = await check(spelled(claimed(NUMBER_ON_FILE(name)), claim, 'Claim'));
        expect([claim, wordOf(body), body.disposition]).toEqual([
          claim,
          'proceed-authorized',
          'The approval on file fits in what was told of it: go ahead inside its window. Pre-check only; nothing was filed with a payer.',
        ]);
      }
    });

  test('by member number and date of birth, where nothing else is common', async () => {
    await onFile('member');
    const message = spelled(claimed(NUMBER_ON_FILE('member')), 'contained, with the coverage', 'Claim');
    patientIn(message).identifier = [{ system: 'https://billing.example/accounts', value: '9' }];
    expect(wordOf(await check(message))).toBe('proceed-authorized');
  });

  test('an order contained and one not can share the number of one patient, and another patient cannot', async () => {
    await onFile('share-a');
    await post(
      '/r4/ServiceRequest/$assess',
      spelled(orderMessage('share-b'), 'contained, with the coverage', 'ServiceRequest'),
    );
    const number = decisionMessage('approved', { number: ['String', NUMBER_ON_FILE('share-a')] });
    await post('/r4/ServiceRequest/share-b/$record-decision', number);
    const other = orderMessage('share-c', () => undefined, 'p2');
    partOf(other, 'Patient').identifier = [{ ...MRN, value: '4712' }];
    await post('/r4/ServiceRequest/$assess', other);
    await post('/r4/ServiceRequest/share-c/$record-decision', number, 409);
  });
});

describe('whose number it is, is said', () => {
  const sentences: readonly (readonly [string, (message: Part) => void, string])[] = [
    [
      'another identifier of the same system',
      (message) => {
        patientIn(message).identifier = [{ ...MRN, value: '4712' }];
      },
      'is on file for another patient: it does not count here',
    ],
    [
      'another member of the family',
      (message) => {
        const patient = patientIn(message);
        patient.birthDate = '1990-05-05';
        delete patient.identifier;
      },
      'is on file for another patient: it does not count here',
    ],
    [
      'another payer',
      (message) => {
        partOf(message, 'Organization').identifier[0].value = 'cigna-commercial';
      },
      'is on file for another payer: it does not count here',
    ],
    [
      'nothing to compare',
      (message) => {
        delete patientIn(message).identifier;
        const claim = partOf(message, 'Claim');
        for (const one of claim.contained) if (one.resourceType === 'Coverage') delete one.subscriberId;
      },
      'nothing on the claim tells whether it is for this patient',
    ],
  ];
  test.each(sentences)('%s', async (name, change, says) => {
    const key = name.replaceAll(' ', '-');
    await onFile(key);
    const message = spelled(claimed(NUMBER_ON_FILE(key)), 'contained, with the coverage', 'Claim');
    change(message);
    const body = await check(message);
    expect(wordOf(body)).toBe('fix-authorization');
    expect(body.disposition).toContain(says);
    expect(findingOf(body)).not.toContain('carries none');
  });

  test('a number without a Patient in the message is not taken for any patient', async () => {
    await onFile('unread');
    const message = claimed(NUMBER_ON_FILE('unread'));
    repoint(message, { reference: 'Patient/somebody-else' });
    message.entry = message.entry.filter(({ resource }: Part) => resource.resourceType !== 'Patient');
    expect(wordOf(await check(message))).toBe('fix-authorization');
  });

  test('a number that was denied is not said to be missing', async () => {
    await post('/r4/ServiceRequest/$assess', orderMessage('denied'));
    await post(
      '/r4/ServiceRequest/denied/$record-decision',
      decisionMessage('denied', { number: ['String', 'D-1 2'] }),
    );
    const body = await check(claimed('D12'));
    expect(wordOf(body)).toBe('fix-authorization');
    expect(findingOf(body)).not.toContain('carries none');
  });
});

describe('where a claim has its number', () => {
  const PAS_NUMBER = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-authorizationNumber';
  const places: readonly (readonly [string, (claim: Part, number: string) => void])[] = [
    ['insurance', (claim, number) => Object.assign(claim.insurance[0], { preAuthRef: [number] })],
    [
      'item',
      (claim, number) => Object.assign(claim.item[0], { extension: [{ url: PAS_NUMBER, valueString: number }] }),
    ],
    [
      'supporting information',
      (claim, number) =>
        Object.assign(claim, {
          supportingInfo: [{ sequence: 1, category: { text: 'Prior authorization number' }, valueString: number }],
        }),
    ],
  ];
  const written: readonly (readonly [string, (number: string) => string])[] = [
    ['as recorded', (number) => number],
    ['without dashes', (number) => number.replaceAll('-', '')],
    ['in small letters with blanks', (number) => ` ${number.toLowerCase().replaceAll('-', ' ')} `],
    ['with other dashes', (number) => number.replaceAll('-', '\u2013')],
  ];
  test.each(places)('%s', async (name, put) => {
    const key = `at-${name.replaceAll(' ', '-')}`;
    await onFile(key);
    for (const [how, write] of written) {
      const body = await check(claimed(undefined, (claim) => put(claim, write(NUMBER_ON_FILE(key)))));
      expect([how, wordOf(body), body.disposition]).toEqual([
        how,
        'proceed-authorized',
        expect.stringContaining('on file fits'),
      ]);
    }
  });

  test('a number of a line replaces that of the claim, for this line only', async () => {
    await onFile('line');
    const body = await check(
      claimed(NUMBER_ON_FILE('line'), (claim) => {
        claim.item[0].extension = [{ url: PAS_NUMBER, valueString: 'OF-ANOTHER-VISIT' }];
      }),
    );
    expect(body.disposition).toContain('what it covers is not on file here');
  });

  test('a claim without one is told where it belongs', async () => {
    const professional = findingOf(await check(claimed(undefined)));
    expect(professional).toContain('REF*G1');
    expect(professional).toContain('box 23');
    expect(professional).toContain('REF*9F');
    const facility = claimed(undefined, (claim) => {
      claim.type.coding[0].code = 'institutional';
      claim.item[0].productOrService.coding[0].code = '93350';
    });
    expect(findingOf(await check(facility))).toContain('form locator 63');
  });

  test('an approval of the order whose number is not on the claim is named', async () => {
    await onFile('left-out');
    const message = claimed(undefined, (claim) => {
      claim.referral = { reference: 'ServiceRequest/left-out' };
    });
    const order = orderMessage('left-out').entry.find(
      ({ resource }: Part) => resource.resourceType === 'ServiceRequest',
    );
    message.entry.push(
      order,
      orderMessage('x').entry.find(({ resource }: Part) => resource.resourceType === 'Practitioner'),
    );
    const body = await check(message);
    expect(findingOf(body)).toContain('its number is not on the claim');
  });
});

test('an approval of the payer before is not counted for a slot, and that is said', async () => {
  await onFile('moved');
  const message = orderMessage('moved');
  partOf(message, 'Organization').identifier[0].value = 'cigna-commercial';
  await post('/r4/ServiceRequest/$assess', message);
  const asked = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: '2026-06-15T14:00:00Z' }] };
  const slot = await post('/r4/ServiceRequest/moved/$bookable', asked);
  expect(slot.parameter.find(({ name }: Part) => name === 'answer').valueCode).not.toBe('yes');
  expect(findingOf(slot)).toContain('given by another payer');
});
