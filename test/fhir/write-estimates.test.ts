import { describe, expect, test } from 'vitest';
import { CPT, HCPCS } from '../../shared/codes/systems.ts';
import type { Alternative, Estimate } from '../../shared/core/model/determination.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { writeDetermination } from '../../shared/fhir/write/answer/write-determination.ts';
import { ask, theTest } from '../support/ask-core.ts';
import { determination } from '../support/assessments.ts';
import { undeclared } from '../support/determination-definition.ts';

const CONTEXT = {
  eligibilitySource: 'coverage',
  clocks: [],
  use: undefined,
  today: '2026-05-01',
  dueBy: undefined,
  numberOf: (line: number) => line,
} as const;
const write = (more: Parameters<typeof determination>[0]) =>
  writeDetermination(determination(more), CONTEXT, canonicalsOf());
const partsOf = (extension: ReturnType<typeof write>, url: string) =>
  (extension.extension ?? []).filter((part) => part.url === url).map((part) => part.extension);

const estimate: Estimate = { code: '93015', usd: 73.48, year: 2026, source: 'A schedule; estimate' };
const alternative: Alternative = {
  code: '93015',
  modality: 'ecg',
  advice: 'proceed-no-pa',
  authorization: 'not-needed',
  criteria: 'met',
  missing: [],
  avoidsAuthorization: true,
  betterSupported: true,
  why: 'No authorization needed.',
};

describe('estimates and alternatives', () => {
  test('are written part by part, as defined', () => {
    const extension = write({ alternatives: [alternative], estimates: [estimate] });
    expect(partsOf(extension, 'estimate')).toEqual([
      [
        { url: 'code', valueCoding: { system: CPT, code: '93015' } },
        { url: 'amount', valueMoney: { value: 73.48, currency: 'USD' } },
        { url: 'year', valueInteger: 2026 },
        { url: 'source', valueString: 'A schedule; estimate' },
      ],
    ]);
    expect(partsOf(extension, 'alternative')).toEqual([
      [
        { url: 'code', valueCoding: { system: CPT, code: '93015' } },
        { url: 'advice', valueCode: 'proceed-no-pa' },
        { url: 'why', valueString: 'No authorization needed.' },
      ],
    ]);
    expect(undeclared(extension)).toEqual([]);
  });

  test('a level II code has its own system', () => {
    const [part] = partsOf(write({ alternatives: [{ ...alternative, code: 'C8930' }] }), 'alternative');
    expect(part?.[0]?.valueCoding?.system).toBe(HCPCS);
  });

  test('no content writes nothing', () => {
    const extension = write({ alternatives: [], estimates: [] });
    expect(partsOf(extension, 'estimate')).toEqual([]);
    expect(partsOf(extension, 'alternative')).toEqual([]);
  });

  test('the core’s answer for a real order conforms', () => {
    const line = { placeOfService: '11' };
    const answered = theTest(ask({ payer: 'highmark', dialect: 'order', line }, '78452'));
    const extension = writeDetermination(answered, CONTEXT, canonicalsOf());
    expect(partsOf(extension, 'alternative')).toHaveLength(4);
    expect(partsOf(extension, 'estimate')).toHaveLength(1);
    expect(undeclared(extension)).toEqual([]);
  });
});
