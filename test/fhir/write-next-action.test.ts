import { describe, expect, test } from 'vitest';
import { judgeSlot } from '../../shared/core/authorization/bookable.ts';
import type { Determination, DueClock } from '../../shared/core/model/determination.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { writeBookable } from '../../shared/fhir/write/record/write-bookable.ts';
import { assessment, covered, determination, verdict } from '../support/assessments.ts';
import { extensionsIn, undeclared, unknownCodings } from '../support/determination-definition.ts';
import { validateR4 } from '../support/validators.ts';

const canonicals = canonicalsOf();
/** Still the 19th in New York. */
const LATE: readonly DueClock[] = [{ kind: 'payer-decision-expedited', due: '2026-05-20T03:00:00.000Z' }];
const PENDED: Partial<Determination> = { advice: 'pa-likely-approve', state: 'submitted', bookable: 'not-yet' };

const written = (more: Partial<Determination>, clocks: readonly DueClock[] = [], timeZone = 'America/New_York') => {
  const coverages = [covered({ determinations: [determination(more)] })];
  const response = writeEligibilityResponse(
    assessment({ coverages, inquiry: { timeZone }, assessment: { clocks } }),
    canonicals,
  );
  expect(validateR4(response)).toEqual([]);
  expect(extensionsIn(response).flatMap(undeclared)).toEqual([]);
  const parts = response.insurance?.[0]?.item?.[0]?.extension?.[0]?.extension ?? [];
  return parts.filter(({ url }) => url === 'nextAction' || url === 'state');
};
const action = (code: string, owner: string, dueBy?: string) => ({
  url: 'nextAction',
  extension: [
    { url: 'code', valueCode: code },
    { url: 'owner', valueCode: owner },
    ...(dueBy ? [{ url: 'dueBy', valueDate: dueBy }] : []),
  ],
});
const state = (valueCode: string) => ({ url: 'state', valueCode });

describe('an item of an answer', () => {
  test('says what is next, whose move it is and where the visit stands', () => {
    expect(written({ advice: 'proceed-no-pa', state: 'not-required', bookable: 'yes' })).toEqual([
      action('book', 'scheduler'),
      state('yes'),
    ]);
  });
  test('dates the payer’s move by its clock, as the site counts days', () => {
    expect(written(PENDED, LATE)).toEqual([action('wait-for-payer', 'payer', '2026-05-19'), state('wait')]);
    expect(written(PENDED, LATE, 'UTC')).toEqual([action('wait-for-payer', 'payer', '2026-05-20'), state('wait')]);
  });
  test('says nothing of a line that is no stress test', () => {
    expect(written({ role: 'other' })).toEqual([]);
  });
});

test('a slot tells the move in parts of its own', () => {
  const judged = judgeSlot({
    determination: determination(PENDED),
    verdict: verdict(),
    cancelled: false,
    performed: false,
    date: '2026-06-01',
    today: '2026-05-12',
    dueBy: '2026-05-19',
  });
  const parameters = writeBookable(judged, canonicals);
  expect(validateR4(parameters)).toEqual([]);
  expect(unknownCodings(parameters)).toEqual([]);
  expect(parameters.parameter?.slice(-2)).toEqual([
    {
      name: 'nextAction',
      part: [
        { name: 'code', valueCode: 'wait-for-payer' },
        { name: 'owner', valueCode: 'payer' },
        { name: 'dueBy', valueDate: '2026-05-19' },
      ],
    },
    { name: 'state', valueCode: 'wait' },
  ]);
});
