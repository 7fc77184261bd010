import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { writeEligibilityInquiry } from '../../shared/x12/map/eligibility/write-eligibility-inquiry.ts';
import { ASKED } from '../support/x12/eligibility.ts';

/** Needs Python with linuxforhealth-x12 0.57.0 and pydantic below 2: `X12_PYTHON` names one. */
const PYTHON = process.env.X12_PYTHON ?? 'python3';
const judge = (input: string) =>
  spawnSync(PYTHON, ['test/judges/read_270.py'], { input, encoding: 'utf8', timeout: 60_000 });
const isHere = spawnSync(PYTHON, ['-c', 'import linuxforhealth.x12.io'], { timeout: 60_000 }).status === 0;
if (!isHere) console.warn('Skipped: no Python with linuxforhealth-x12 here (X12_PYTHON); nobody judges the 270.');

const inquiry = (memberName?: string): string =>
  writeEligibilityInquiry({
    ...ASKED,
    at: '2099-03-01T09:30:00.000Z',
    payer: { name: 'Example Health Plan', id: 'EX001' },
    provider: { name: { organization: 'Heart Practice' }, npi: '2000000028' },
    // Its parser takes one EQ of a subscriber.
    codes: [],
    sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
    receiver: { qualifier: '30', id: 'CLEARING' },
    usage: 'T',
    ...(memberName ? { memberName } : {}),
  });

test.skipIf(!isHere)('linuxforhealth-x12 takes an inquiry, and holds all of its segments', () => {
  const { stdout, stderr } = judge(inquiry('Marked, Patient'));
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe('EligibilityInquiry 13');
});

test.skipIf(!isHere)('it misses the name of a member who is the patient', () => {
  expect(judge(inquiry()).stderr).toContain('name_first is required');
});
