import type { Reference } from 'fhir/r4';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Echo } from '../echo.ts';
import type { AskedCoverages, PlacedReference } from './insurance/choose-coverages.ts';
import { authorizationNumbers } from './lines/claim/authorization-numbers.ts';
import { readClaimLines } from './lines/claim/read-claim-lines.ts';
import type { Line } from './lines/line.ts';
import { readEligibilityLines } from './lines/read-eligibility-lines.ts';
import { readOrderLine } from './lines/read-order-line.ts';
import type { Entry } from './message/entry.ts';
import type { Focal } from './message/focal.ts';
import type { Reading } from './reading.ts';

/** What a message asks, in any dialect. */
export interface Asked extends Pick<Inquiry, 'dialect' | 'use' | 'purposes' | 'preAuthRefs' | 'numbers'> {
  readonly lines: readonly Line[];
  readonly coverages: Omit<AskedCoverages, 'serviceDate'>;
  readonly echo: Pick<Echo, 'request' | 'requestReference' | 'provider'>;
}

const insuranceOfOrders = (lines: readonly Line[]): readonly PlacedReference[] =>
  lines.flatMap(({ order: from }) => from?.resource.insurance?.map((reference) => ({ reference, from })) ?? []);

const askedByOrders = ({ orders }: Extract<Focal, { dialect: 'order' }>, reading: Reading): Asked => {
  const [from] = orders;
  const lines = orders.map((order) => readOrderLine(order, reading));
  const provider = lines[0]?.echo.provider;
  return {
    dialect: 'order',
    purposes: ['auth-requirements', 'validation'],
    preAuthRefs: [],
    lines,
    coverages: { listed: [], preferred: [insuranceOfOrders(lines)], from },
    echo: provider ? { provider } : {},
  };
};

const named = ({ reference }: Entry) => (reference ? { requestReference: reference } : {});

interface Insurance {
  readonly focal?: boolean | undefined;
  readonly coverage: Reference;
}

const coveragesOf = (
  insurance: readonly Insurance[],
  insurer: Reference | undefined,
  from: Entry,
): Asked['coverages'] => ({
  listed: insurance.map(({ coverage }) => ({ reference: coverage, from })),
  preferred: [insurance.filter(({ focal }) => focal).map(({ coverage }) => ({ reference: coverage, from }))],
  from,
  ...(insurer ? { insurer } : {}),
});

const askedByEligibility = ({ request }: Extract<Focal, { dialect: 'eligibility' }>, reading: Reading): Asked => {
  const { contained: _bulk, ...echoed } = request.resource;
  const { insurance = [], insurer, provider, purpose } = request.resource;
  const lines = readEligibilityLines(request, reading);
  const coverages = coveragesOf(insurance, insurer, request);
  return {
    dialect: 'eligibility',
    purposes: purpose ?? [],
    preAuthRefs: [],
    lines,
    coverages: { ...coverages, preferred: [...coverages.preferred, insuranceOfOrders(lines)] },
    echo: { request: echoed, ...named(request), ...(provider ? { provider } : {}) },
  };
};

const askedByClaim = ({ request }: Extract<Focal, { dialect: 'claim' }>, reading: Reading): Asked => {
  const { contained: _bulk, ...echoed } = request.resource;
  const { insurer, provider, use } = request.resource;
  const insurance = request.resource.insurance.toSorted((a, b) => a.sequence - b.sequence);
  const numbers = authorizationNumbers(request, reading);
  return {
    dialect: 'claim',
    use,
    purposes: ['auth-requirements', 'benefits'],
    preAuthRefs: [...new Set(numbers.map(({ number }) => number))],
    ...(numbers.some(({ coverage, line }) => coverage !== undefined || line !== undefined) ? { numbers } : {}),
    lines: readClaimLines(request, reading),
    coverages: coveragesOf(insurance, insurer, request),
    echo: { request: echoed, ...named(request), ...(provider ? { provider } : {}) },
  };
};

/** Reads what the focal resources ask. */
export const readAsked = (focal: Focal, reading: Reading): Asked => {
  if (focal.dialect === 'order') return askedByOrders(focal, reading);
  return focal.dialect === 'eligibility' ? askedByEligibility(focal, reading) : askedByClaim(focal, reading);
};
