import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printSimulation } from '../../infra/cli/rules/simulation/print-simulation.ts';
import { recordedRequests } from '../../infra/cli/rules/simulation/recorded-requests.ts';
import { simulate } from '../../infra/cli/rules/simulation/simulate.ts';
import { DEFAULT_CANONICAL_BASE } from '../../shared/codes/systems.ts';
import { toStored } from '../../shared/core/model/message/stored-inquiry.ts';
import { readInquiry } from '../../shared/handlers/read-inquiry.ts';
import { openReading } from '../../shared/lambda/open-reading.ts';
import { openShelf } from '../../shared/rule-files/open-shelf.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../shared/rule-files/with-drafts.ts';
import { claimMessage, eligibilityMessage, MARKS, orderMessage } from '../support/endpoint-messages.ts';

const reading = openReading(DEFAULT_CANONICAL_BASE, 'a secret');
const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

// biome-ignore lint/suspicious/noExplicitAny: drafts are files changed in one place
type File = any;
const releasedFile = (path: string): File => JSON.parse(readRuleText(path));

/** Next year's policy of the payer of all recorded requests, with changes; with its own program where given. */
const drafted = (change: (policy: File) => void, ...programs: readonly File[]) => {
  const policy = releasedFile('uhc-commercial/2026-01-01.json');
  Object.assign(policy, { id: 'uhc-commercial-2027-01-01', effectiveFrom: '2027-01-01' });
  change(policy);
  const drafts = [policy, ...programs].map((file) => draftOf('draft.json', JSON.stringify(file)));
  return [openShelf(withDrafts(readRuleText, drafts), {}).bundleAt('uhc-commercial/2027-01-01.json')];
};
const free = (policy: File) => {
  policy.policies['stress-echo'].priorAuth = { value: 'not-required', evidence: 'verified' };
};
const said = (drafts: ReturnType<typeof drafted>) =>
  printSimulation(simulate(recordedRequests(folder), drafts, reading));

const inquiry = () => {
  const read = readInquiry(
    JSON.stringify(eligibilityMessage()),
    'eligibility',
    '2026-06-01T12:00:00.000Z',
    'UTC',
    reading,
  );
  if (!read.ok) throw new Error('The message is not read.');
  return read.value;
};

beforeAll(() => {
  mkdirSync(join(folder, 'claims'));
  write('a-order.json', orderMessage('o1'));
  write('b-other-payer.json', otherPayer());
  write('c-wrapped.json', { title: 'x', door: '/r4/CoverageEligibilityRequest/$submit', body: eligibilityMessage() });
  write('claims/d-claim.json', claimMessage());
  write('claims/with-number.json', numbered());
  write(
    'e-stored.ndjson',
    `${JSON.stringify({ id: 'a1', created: '2026-06-01T12:00:00.000Z', inquiry: toStored(inquiry()) })}\n\n{"half": \n`,
  );
  write('f-patient.json', { resourceType: 'Patient' });
  write('g-broken.json', { ...orderMessage('o3'), entry: [{ resource: { resourceType: 'ServiceRequest' } }] });
});

function otherPayer() {
  const message = orderMessage('o2');
  for (const { resource } of message.entry)
    if (resource.resourceType === 'Organization') resource.identifier[0].value = 'highmark';
  return message;
}

function numbered() {
  const message = claimMessage();
  message.entry[0].resource.insurance[0].preAuthRef = ['A-1'];
  return message;
}

describe('recorded requests', () => {
  test('the same rules change nothing; unreadable requests are named without their content', () => {
    const lines = said(drafted(() => undefined));
    expect(lines).toEqual([
      '6 requests read, 5 tests of payers with a draft: 0 flips.',
      'Not read: e-stored.ndjson line 3: is no JSON',
      'Not read: f-patient.json: holds no order, eligibility request or claim',
      expect.stringMatching(/^Not read: g-broken\.json: required Bundle\.entry\[0\]\.resource\.status, /),
    ]);
  });

  test('authorization no longer required: orders, requests, kept answers and claims, whatever day the draft starts', () => {
    const lines = said(drafted(free));
    expect(lines.slice(0, -3)).toEqual([
      'a-order.json, line 1: pa-pend-info → proceed-no-pa',
      '  authorization required → not required',
      '',
      'c-wrapped.json, line 1: pa-pend-info → proceed-no-pa',
      '  authorization required → not required',
      '',
      'claims/d-claim.json, line 1: fix-authorization → proceed-no-pa',
      '  authorization required → not required',
      '',
      'e-stored.ndjson line 1, line 1: pa-pend-info → proceed-no-pa',
      '  authorization required → not required',
      '',
      '6 requests read, 5 tests of payers with a draft: 4 flips.',
      '  fix-authorization → proceed-no-pa  1',
      '  pa-pend-info → proceed-no-pa       3',
    ]);
  });

  test('a criterion of a draft program is named as the cause', () => {
    const program = releasedFile('programs/evicore-like-imaging/2026-01-01.json');
    const sentence = { says: 'A reviewer looks.', cite: 'Draft', evidence: 'verified' };
    program.effectiveFrom = '2026-12-01';
    program.criteria.EV10 = { fact: 'sex', op: 'is', value: 'female', ...sentence };
    program.hold.push('EV10');
    const uses = (policy: File) => {
      policy.uses.programs['evicore-like-imaging'] = '2026-12-01';
    };
    const lines = said(drafted(uses, program));
    expect(lines.slice(0, 2)).toEqual([
      'a-order.json, line 1: pa-pend-info → manual-review',
      '  EV10 is met now: A reviewer looks.',
    ]);
    expect(lines).toContain('  pa-pend-info → manual-review  3');
  });

  test('no patient data is printed', () => {
    const text = said(drafted(free)).join('\n');
    for (const mark of MARKS) expect(text).not.toContain(mark);
  });

  test('one file alone is a request too', () => {
    expect(recordedRequests(join(folder, 'a-order.json')).map(({ name }) => name)).toEqual([
      join(folder, 'a-order.json'),
    ]);
  });
});
