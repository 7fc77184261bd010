import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { type Part, partOf, patient, without } from '../support/endpoint-messages.ts';
import { bent, focalOf, MESSAGE_ENDPOINTS, type MessageEndpoint, withCode } from '../support/post-endpoints.ts';

const EHR = 'https://ehr.example/r4';
const add = (message: Part, resource: Part, fullUrl = `${EHR}/${resource.resourceType}/${resource.id}`) =>
  message.entry.push({ fullUrl, resource });
const focal = 'Bundle.entry[0].resource';
const coverage = 'Bundle.entry[2].resource';

interface Refused {
  readonly what: string;
  readonly message: (door: MessageEndpoint) => Part;
  /** Code and FHIRPath of every issue, in order. */
  readonly issues: (door: MessageEndpoint) => readonly (readonly [string, string])[];
}

const REFUSED: readonly Refused[] = [
  {
    what: 'an element R4 requires is missing',
    message: (door) => bent(door, (asked) => delete asked[door.required]),
    issues: ({ required }) => [['required', `${focal}.${required}`]],
  },
  {
    what: 'nobody is named',
    message: (door) => bent(door, (asked) => delete asked[door.patient]),
    issues: (door) => [['required', `${focal}.${door.patient}`]],
  },
  {
    what: 'a day does not exist',
    message: (door) =>
      bent(door, (asked) => {
        asked[door.date[0]] = '2026-02-30';
      }),
    issues: ({ date: [, path] }) => [['value', `${focal}.${path}`]],
  },
  {
    what: 'a month does not exist',
    message: (door) =>
      bent(door, (_asked, message) => {
        partOf(message, 'Patient').birthDate = '1961-13-01';
      }),
    issues: () => [['value', 'Bundle.entry[1].resource.birthDate']],
  },
  {
    what: 'several things are wrong',
    message: (door) =>
      bent(door, (asked, message) => {
        delete asked[door.required];
        asked.shoeSize = 42;
        partOf(message, 'Patient').gender = 'woman';
      }),
    issues: ({ required }) => [
      ['structure', `${focal}.shoeSize`],
      ['required', `${focal}.${required}`],
      ['value', 'Bundle.entry[1].resource.gender'],
    ],
  },
  {
    what: 'the patient is a practitioner',
    message: (door) =>
      bent(door, (asked) => {
        asked[door.patient] = { reference: 'Practitioner/doctor' };
      }),
    issues: (door) => [['value', `${focal}.${door.patient}.reference`]],
  },
  {
    what: 'the payor is a place',
    message: (door) =>
      bent(door, (_asked, message) => {
        partOf(message, 'Coverage').payor = [{ reference: 'Location/office' }];
      }),
    issues: () => [['value', `${coverage}.payor[0].reference`]],
  },
  {
    what: 'a reference leads to nothing in the Bundle',
    message: (door) =>
      bent(door, (asked) => {
        asked[door.patient] = { reference: 'urn:uuid:6f1f6a2e-0000-4000-8000-000000000001' };
      }),
    issues: (door) => [['not-found', `${focal}.${door.patient}.reference`]],
  },
  {
    what: 'a reference leads to nothing contained',
    message: (door) =>
      bent(door, (_asked, message) => {
        partOf(message, 'Coverage').payor = [{ reference: '#payer' }];
      }),
    issues: () => [['not-found', `${coverage}.payor[0].reference`]],
  },
  {
    what: 'the coverage is another patient’s',
    message: (door) =>
      bent(door, (_asked, message) => {
        add(message, patient('p2'));
        partOf(message, 'Coverage').beneficiary = { reference: 'Patient/p2' };
      }),
    issues: () => [['invalid', `${coverage}.beneficiary`]],
  },
  {
    what: 'a second patient stands in it',
    message: (door) => bent(door, (_asked, message) => add(message, patient('p2'))),
    issues: (door) => [['invalid', `Bundle.entry[${door.message().entry.length}].resource`]],
  },
  {
    what: 'two different resources have one name',
    message: (door) => bent(door, (_asked, message) => add(message, { ...patient('p1'), birthDate: '1990-01-01' })),
    issues: (door) => [['multiple-matches', `Bundle.entry[${door.message().entry.length}].fullUrl`]],
  },
  {
    what: 'a modifier extension is unknown',
    message: (door) =>
      bent(door, (asked) => {
        asked.modifierExtension = [{ url: 'https://x.example/not', valueBoolean: true }];
      }),
    issues: () => [['not-supported', `${focal}.modifierExtension`]],
  },
  {
    what: 'a modifier extension of evidence is unknown',
    message: (door) =>
      bent(door, (_asked, message) => {
        partOf(message, 'Coverage').modifierExtension = [{ url: 'https://x.example/not', valueBoolean: true }];
      }),
    issues: () => [['not-supported', `${coverage}.modifierExtension`]],
  },
  {
    what: 'a coding is empty',
    message: (door) => bent(door, (asked) => door.setCode(asked, { coding: [{}] })),
    issues: ({ code }) => [['structure', `${focal}.${code}.coding[0]`]],
  },
  {
    what: 'what the door answers is not in it',
    message: (door) => without(door.message(), door.type),
    issues: () => [['structure', 'Bundle']],
  },
];

interface Answerable {
  readonly what: string;
  readonly message: (door: MessageEndpoint) => Part;
  readonly advice: string;
  readonly says: RegExp;
}

/** Readable, and no answer can be given: said clearly, and never an error. */
const ANSWERED: readonly Answerable[] = [
  {
    what: 'a payer nobody knows',
    message: (door) =>
      bent(door, (_asked, message) => {
        const payer = partOf(message, 'Organization');
        payer.identifier = [{ system: 'https://x.example', value: '9' }];
        payer.name = 'Nobody knows';
      }),
    advice: 'ask-plan',
    says: /payer of this coverage is not recognized/,
  },
  {
    what: 'no coverage',
    message: (door) => without(door.message(), 'Coverage'),
    advice: 'no-active-coverage',
    says: /holds no coverage/,
  },
  {
    what: 'a code nobody knows',
    message: (door) => withCode(door, '99999'),
    advice: 'ask-plan',
    says: /not a cardiac/,
  },
  { what: 'a pulmonary test', message: (door) => withCode(door, '94621'), advice: 'ask-plan', says: /not a cardiac/ },
  { what: 'a walk test', message: (door) => withCode(door, '94618'), advice: 'ask-plan', says: /not a cardiac/ },
  {
    what: 'a code without a code',
    message: (door) => bent(door, (asked) => door.setCode(asked, { coding: [{ display: 'Stress something' }] })),
    advice: 'ask-plan',
    says: /No code says which test/,
  },
  {
    what: 'a patient who has died',
    message: (door) =>
      bent(door, (_asked, message) => {
        partOf(message, 'Patient').deceasedDateTime = '2026-01-05';
      }),
    advice: 'no-active-coverage',
    says: /deceased/,
  },
];

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const adviceOf = ({ extension }: Part) => extension[0].extension.find(({ url }: Part) => url === 'advice').valueCode;

describe.each(WAYS)('%s', (way) => {
  describe.each(MESSAGE_ENDPOINTS)('$name', (door) => {
    const post = (body: unknown) => harness.ways[way]({ method: 'POST', path: door.path, body });

    test.each(REFUSED)('refuses and keeps nothing where $what', async ({ message, issues }) => {
      const before = await harness.scan();
      const { status, body } = await post(message(door));
      const found = body.issue.map(({ code, expression }: Part) => [code, expression?.[0]]);
      expect([status, found]).toEqual([400, issues(door)]);
      expect(body.issue.every(({ severity, details }: Part) => severity === 'error' && details.text)).toBe(true);
      expect(await harness.scan()).toEqual(before);
    });

    test.each(ANSWERED)('answers $what: $advice', async ({ what, message, advice, says }) => {
      const before = await harness.scan();
      const asked = message(door);
      // An order of its own: one that is on file may know more than this message says.
      focalOf(asked, door).id = `${way}-${what.replace(/[^a-z]/g, '-')}`;
      const { status, body } = await post(asked);
      expect([status, adviceOf(body)]).toEqual([200, advice]);
      expect(body.disposition).toMatch(says);
      if (!door.stores) expect(await harness.scan()).toEqual(before);
    });

    test('answers under every coverage, the one asked about first', async () => {
      const { body } = await post(
        bent(door, (asked, message) => {
          add(message, { ...partOf(message, 'Coverage'), id: 'c2', order: 2 });
          if (door.type !== 'ServiceRequest')
            asked.insurance.push({
              ...(door.type === 'Claim' ? { sequence: 2 } : {}),
              focal: false,
              coverage: { reference: 'Coverage/c2' },
            });
        }),
      );
      const coverages = body.insurance?.map(({ coverage: { reference } }: Part) => reference);
      if (door.type === 'Claim') expect(body).toMatchObject({ resourceType: 'ClaimResponse', use: 'predetermination' });
      else expect(coverages).toEqual(['Coverage/c1', expect.stringMatching(/Coverage\/c2$/)]);
    });
  });

  test('a pulmonary test leaves no record of an order', async () => {
    const body = withCode(MESSAGE_ENDPOINTS[0]!, '94621');
    body.entry[0].resource.id = 'lungs';
    await harness.ways[way]({ method: 'POST', path: '/r4/ServiceRequest/$assess', body });
    const path = '/r4/ServiceRequest/lungs/$authorization-status';
    expect(await harness.ways[way]({ method: 'GET', path })).toMatchObject({ status: 404 });
  });
});
