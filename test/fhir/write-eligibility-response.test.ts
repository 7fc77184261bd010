import type { CoverageEligibilityRequest, CoverageEligibilityResponse, Element } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { CPT, HCPCS } from '../../shared/codes/systems.ts';
import type { Assessment } from '../../shared/core/model/assessment.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { assessment, coverage, covered, determination, echo, verdict } from '../support/assessments.ts';
import { extensionsIn, undeclared, unknownCodings } from '../support/determination-definition.ts';
import { validateR4 } from '../support/validators.ts';

const canonicals = canonicalsOf();
const URN = 'urn:uuid:00000003-0000-4000-8000-000000000000';
const stress = { coding: [{ system: CPT, code: '93351' }] };

/** Writes, and checks every answer against R4 and our own definitions. */
const write = (given: Assessment): CoverageEligibilityResponse => {
  const response = writeEligibilityResponse(given, canonicals);
  expect(validateR4(response)).toEqual([]);
  expect(extensionsIn(response).flatMap(undeclared)).toEqual([]);
  expect(unknownCodings(response)).toEqual([]);
  expect(JSON.stringify(response)).not.toMatch(/"reference":"#(?!request")/);
  return response;
};
const partsOf = (node: Pick<Element, 'extension'> | undefined, url: string) =>
  node?.extension?.[0]?.extension?.filter((one) => one.url === url);
const adviceOf = (node: Parameters<typeof partsOf>[0]) => partsOf(node, 'advice')?.[0];

const request: CoverageEligibilityRequest = {
  resourceType: 'CoverageEligibilityRequest',
  id: 'cer1',
  meta: { versionId: '3' },
  status: 'active',
  purpose: ['auth-requirements', 'benefits'],
  patient: { reference: 'Patient/p1' },
  created: '2026-05-12',
  servicedPeriod: { start: '2026-06-01', end: '2026-06-30' },
  insurer: { reference: 'Organization/payer' },
  insurance: [{ coverage: { reference: 'Coverage/c1' } }],
  item: [{ productOrService: stress }],
};

describe('an order answered', () => {
  it('contains the request it answers and carries the overall advice on the root', () => {
    const response = write(assessment());
    expect(response.request).toEqual({ reference: '#request' });
    expect(response.contained?.[0]).toMatchObject({
      resourceType: 'CoverageEligibilityRequest',
      id: 'request',
      item: [{ productOrService: stress, detail: [{ reference: 'ServiceRequest/sr1' }] }],
    });
    expect(adviceOf(response)).toEqual({ url: 'advice', valueCode: 'pa-pend-info' });
    expect(response).toMatchObject({
      outcome: 'complete',
      disposition: covered().disposition,
      servicedDate: '2026-06-01',
    });
  });
  it('puts the required actions on the item, with documents, portal, criteria and ids', () => {
    const item = write(assessment()).insurance?.[0]?.item?.[0];
    expect(item).toMatchObject({
      productOrService: stress,
      modifier: [{ coding: [{ system: CPT, code: '26' }] }],
      authorizationRequired: true,
      authorizationUrl: 'https://portal.example/authorizations',
      authorizationSupporting: [{ coding: [{ code: 'office-note' }] }, { coding: [{ code: 'resting-ecg' }] }],
    });
    expect(partsOf(item, 'ruleset')).toEqual([
      { url: 'ruleset', valueCanonical: 'https://stresspass.example/fhir/Library/uhc-commercial|2026-01-01' },
    ]);
    expect(partsOf(item, 'assertionId')).toEqual([{ url: 'assertionId', valueString: 'assertion-1' }]);
    expect(partsOf(item, 'eligibilitySource')).toEqual([{ url: 'eligibilitySource', valueCode: 'coverage' }]);
    expect(partsOf(item, 'missing')).toHaveLength(1);
  });
  it('keeps a LOINC order as ordered while its billing code is open', () => {
    const loinc = { coding: [{ system: 'http://loinc.org', code: '18752-6' }] };
    const open = determination({ codes: ['93015', '93351'], ordered: loinc.coding, advice: 'ask-plan', row: 'D4b' });
    const response = write(
      assessment({
        echo: echo({ lines: [{ productOrService: loinc }] }),
        coverages: [covered({ determinations: [open] })],
      }),
    );
    expect(response.insurance?.[0]?.item?.[0]?.productOrService).toEqual(loinc);
  });
  it('says so when an order has no code at all', () => {
    const none = determination({ codes: [], ordered: [] });
    const response = write(
      assessment({ echo: echo({ lines: [{}] }), coverages: [covered({ determinations: [none] })] }),
    );
    expect(response.insurance?.[0]?.item?.[0]?.productOrService).toEqual({ text: 'No code given' });
  });
  it('gives the payer clock of a pending request', () => {
    const clocks = [{ kind: 'payer-decision', due: '2026-05-19' }] as const;
    const item = write(assessment({ assessment: { clocks } })).insurance?.[0]?.item?.[0];
    expect(partsOf(item, 'clock')).toEqual([
      {
        url: 'clock',
        extension: [
          { url: 'kind', valueCode: 'payer-decision' },
          { url: 'due', valueDateTime: '2026-05-19' },
        ],
      },
    ]);
  });
  it('cites a matching approval, and not one that does not match', () => {
    const approval = {
      number: 'A-77',
      decision: 'approved',
      codes: ['93351'],
      source: 'portal',
      receivedAt: '2026-05-01T00:00:00.000Z',
    } as const;
    const fits = determination({
      advice: 'proceed-authorized',
      row: 'D6',
      paNeeded: 'satisfied',
      state: 'approved',
      approval,
    });
    const differs = determination({ advice: 'fix-authorization', row: 'D5', approval });
    expect(
      write(assessment({ coverages: [covered({ advice: fits.advice, determinations: [fits] })] })).preAuthRef,
    ).toBe('A-77');
    expect(
      write(assessment({ coverages: [covered({ advice: differs.advice, determinations: [differs] })] })).preAuthRef,
    ).toBeUndefined();
  });
});

describe('an eligibility request answered', () => {
  const asked = { dialect: 'eligibility' } as const;
  it('refers to a request that lives on a server, and repeats its purpose and period', () => {
    const response = write(assessment({ echo: echo({ request }), inquiry: asked }));
    expect(response.request).toEqual({ reference: 'CoverageEligibilityRequest/cer1' });
    expect(response.contained).toBeUndefined();
    expect(response).toMatchObject({ purpose: request.purpose, servicedPeriod: request.servicedPeriod });
  });
  it('contains the request of a message linked by urn references, none of which stays', () => {
    const response = write(
      assessment({
        echo: echo({ request: { ...request, patient: { reference: URN } }, patient: { reference: URN } }),
        inquiry: asked,
      }),
    );
    const named = { type: 'Patient', display: 'Patient of the request' };
    expect(response.patient).toEqual(named);
    expect(response.contained?.[0]).toMatchObject({ id: 'request', patient: { display: 'Resource of the request' } });
    expect(response.contained?.[0]?.meta).toBeUndefined();
  });
  it('has no dangling references where the request contained its own resources', () => {
    const inner: CoverageEligibilityRequest = {
      ...request,
      patient: { reference: '#p', display: 'As registered' },
      insurance: [{ coverage: { reference: '#c' } }],
      insurer: { reference: '#o' },
    };
    const response = write(
      assessment({
        echo: echo({
          request: inner,
          patient: inner.patient,
          insurer: inner.insurer,
          coverages: [{ reference: { reference: '#c' } }],
        }),
        inquiry: { ...asked, coverages: [coverage({ reference: '#c' })] },
        coverages: [covered({ verdict: verdict({ coverage: coverage({ reference: '#c' }) }) })],
      }),
    );
    expect(response.patient).toEqual({ type: 'Patient', display: 'As registered' });
    expect(response.insurance?.[0]?.coverage).toEqual({
      type: 'Coverage',
      display: 'Coverage contained in the request',
    });
    expect(response.insurer.display).toBe('Organization contained in the request');
  });
  it('answers companions and other lines too, in order; others get no advice', () => {
    const lines = [
      { productOrService: stress },
      { productOrService: { coding: [{ system: HCPCS, code: 'J0153' }] } },
      { category: { text: 'Laboratory' } },
    ];
    const determinations = [
      determination(),
      determination({ line: 2, role: 'companion', lead: 1, codes: ['J0153'] }),
      determination({ line: 3, role: 'other', codes: [], advice: 'ask-plan', row: 'D7' }),
    ];
    const items = write(
      assessment({ echo: echo({ lines, request }), inquiry: asked, coverages: [covered({ determinations })] }),
    ).insurance?.[0]?.item;
    expect(
      items?.map(({ productOrService, category }) => productOrService?.coding?.[0]?.code ?? category?.text),
    ).toEqual(['93351', 'J0153', 'Laboratory']);
    expect(items?.map((item) => adviceOf(item) !== undefined)).toEqual([true, true, false]);
    expect(items?.[2]?.authorizationRequired).toBeUndefined();
  });
  it('answers each coverage under its own reference, focal first', () => {
    const second = coverage({ reference: 'Coverage/c2', focal: true });
    const response = write(
      assessment({
        echo: echo({
          request,
          coverages: [{ reference: { reference: 'Coverage/c1' } }, { reference: { reference: 'Coverage/c2' } }],
        }),
        inquiry: { ...asked, coverages: [coverage({ focal: false }), second] },
        coverages: [
          covered({ verdict: verdict({ coverage: second }) }),
          covered({ verdict: verdict({ inForce: 'unknown' }) }),
        ],
        assessment: { clocks: [{ kind: 'payer-decision', due: '2026-05-19' }] },
      }),
    );
    expect(response.insurance?.map((one) => one.coverage.reference)).toEqual(['Coverage/c2', 'Coverage/c1']);
    expect(response.insurance?.map((one) => one.inforce)).toEqual([true, undefined]);
    expect(response.insurance?.map((one) => partsOf(one.item?.[0], 'assertionId')?.length)).toEqual([1, 0]);
    expect(response.insurance?.map((one) => partsOf(one.item?.[0], 'clock')?.length)).toEqual([1, 0]);
  });
  it('says that no coverage came with the message', () => {
    const nobody = verdict({
      inForce: 'no',
      source: 'none',
      says: 'The message holds no coverage for this patient.',
      payers: [],
    });
    const { coverage: _none, start: _start, end: _end, ...rest } = nobody;
    const {
      paNeeded: _pa,
      authorizationRequired: _required,
      ...plain
    } = determination({ advice: 'no-active-coverage', row: 'D1b' });
    const { insurer: _insurer, ...anonymous } = echo({ request, coverages: [] });
    const response = write(
      assessment({
        echo: anonymous,
        inquiry: asked,
        coverages: [covered({ verdict: rest, advice: 'no-active-coverage', determinations: [plain] })],
      }),
    );
    expect(response.insurance?.[0]).toMatchObject({
      coverage: { display: 'No coverage in the message' },
      inforce: false,
    });
    expect(response.insurance?.[0]?.item?.[0]).not.toHaveProperty('authorizationRequired');
    expect(response.insurer.display).toMatch(/not named/);
  });
  it('answers validation without items by inforce alone', () => {
    const bare = echo({ request: { ...request, purpose: ['validation'] }, lines: [] });
    const response = write(
      assessment({ echo: bare, inquiry: asked, coverages: [covered({ advice: 'ask-plan', determinations: [] })] }),
    );
    expect(response.insurance).toEqual([
      {
        coverage: { reference: 'Coverage/c1' },
        inforce: true,
        benefitPeriod: { start: '2026-01-01', end: '2026-12-31' },
      },
    ]);
    expect(response.disposition).toBe('The coverage is in force on the service date.');
    expect(adviceOf(response)).toBeUndefined();
  });
  it('repeats the provider of an item only where R4 allows one: a person or a role', () => {
    const of = (reference: string) => {
      const lines = [{ productOrService: stress, provider: { reference } }];
      return write(assessment({ echo: echo({ request, lines }), inquiry: asked })).insurance?.[0]?.item?.[0]?.provider;
    };
    expect(of('Practitioner/x')).toEqual({ reference: 'Practitioner/x' });
    expect(of('Organization/x')).toBeUndefined();
  });
  it('leaves out a benefit period that ends before it starts', () => {
    const reversed = covered({ verdict: verdict({ start: '2026-12-01', end: '2026-01-31' }) });
    expect(
      write(assessment({ echo: echo({ request }), inquiry: asked, coverages: [reversed] })).insurance?.[0]
        ?.benefitPeriod,
    ).toBeUndefined();
  });
});

it('throws when a reader set no echo', () => {
  expect(() => writeEligibilityResponse(assessment({ inquiry: { echo: undefined } }), canonicals)).toThrow(/echo/);
});
