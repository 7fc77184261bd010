import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bytesOf, unpackItem } from '../../shared/adapters/dynamodb/item.ts';
import { keys } from '../../shared/adapters/dynamodb/table.ts';
import { getItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { askPayers } from '../../shared/app/assess/ask-payers.ts';
import type { Dialect, Inquiry } from '../../shared/core/model/message/inquiry.ts';
import { type AppHarness, caller, coverageBy, openAppHarness, ordered, TENANT } from '../support/app-harness.ts';

let harness: AppHarness;
beforeAll(async () => {
  harness = await openAppHarness();
});
afterAll(() => harness.close());
beforeEach(() => harness.forget());

const DIALECTS: readonly Dialect[] = ['order', 'eligibility', 'claim'];
const PAYER_SERVERS = [{ payer: 'uhc-commercial', base: 'https://payer.example/r4' }];

describe.each(DIALECTS)('a message in the dialect %s', (dialect) => {
  const asked = (id: string, mode: Inquiry['mode']): Inquiry => ({
    ...ordered([{ id: `${dialect}-${id}` }], { coverages: [{ ...coverageBy('uhc-commercial'), memberId: 'M1' }] }),
    dialect,
    mode,
    ...(dialect === 'claim' ? { use: 'preauthorization' as const } : {}),
  });
  const payersAsked = async (mode: Inquiry['mode']): Promise<number> => {
    let count = 0;
    const payerGateway = {
      ask: async () => {
        count += 1;
        return { is: 'silent' as const, why: 'no server' };
      },
    };
    const tenant = { ...TENANT, payerServers: PAYER_SERVERS };
    await askPayers(asked('payer', mode), { ...caller(), tenant }, { ...harness.ports, payerGateway });
    return count;
  };

  test('is recorded where that is what it came for, a claim too', async () => {
    const { id, orders } = await harness.assess(asked('kept', 'record'));
    expect(orders).toEqual([`${dialect}-kept`]);
    expect((await harness.record(`${dialect}-kept`))?.version).toBe(1);
    const kept = await harness.ports.authorizations.answer(TENANT.id, id);
    expect(kept?.inquiry).toMatchObject({ dialect, mode: 'record' });
  });
  test.each(['advise', 'check'] as const)('leaves nothing where it came to %s', async (mode) => {
    const { id, orders } = await harness.assess(asked(mode, mode));
    expect(orders).toEqual([]);
    expect(Object.keys(harness.calls())).toEqual(['BatchGetItem']);
    expect(await harness.record(`${dialect}-${mode}`)).toBeUndefined();
    expect(await harness.ports.authorizations.answer(TENANT.id, id)).toBeUndefined();
  });
  test('makes the payer be asked unless it is only checked', async () => {
    expect([await payersAsked('record'), await payersAsked('advise'), await payersAsked('check')]).toEqual([1, 1, 0]);
  });
  test('is answered alike in every mode', async () => {
    const answers = await Promise.all(
      (['record', 'advise', 'check'] as const).map(async (mode) => {
        const { answer } = await harness.assess(asked('alike', mode));
        return answer;
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
  test('is stored in the form it always had: the dialect as door, no mode', async () => {
    const assessed = await harness.assess(asked('form', 'record'));
    const orderId = `${dialect}-form`;
    const { determinationId, answeredAt } = (await harness.record(orderId))!;
    const at = harness.at(orderId);
    const raw = async (key: ReturnType<typeof keys.answer>) =>
      unpackItem(bytesOf(await getItem(harness.table, key))) as Record<string, Record<string, object>>;
    const { inquiry } = await raw(keys.answer(TENANT.id, assessed.id));
    expect(inquiry).toMatchObject({ door: dialect });
    expect(Object.keys(inquiry!)).not.toContain('dialect');
    expect(Object.keys(inquiry!)).not.toContain('mode');
    const row = await raw(keys.orderAnswer(TENANT.id, at, answeredAt, assessed.id));
    expect(row).toMatchObject({ id: determinationId, answerId: assessed.id, index: 0 });
    expect(row).not.toHaveProperty('question');
    const { question } = (await harness.ports.authorizations.determination(TENANT.id, at, determinationId))!;
    const use = dialect === 'claim' ? ['use'] : [];
    expect(Object.keys(question.asked)).toEqual(['door', ...use, 'lines', 'facts', 'patient']);
    expect(question.asked).toMatchObject({ door: dialect });
  });
  test('has the answer id it always had', async () => {
    const { of } = harness.digest;
    const one = await harness.assess(asked('id', 'record'));
    const { determinationId } = (await harness.record(`${dialect}-id`))!;
    expect(one.id).toBe(of([dialect, 'ehr', [[`${dialect}-id`, determinationId]], []]).slice(0, 40));
    const loose = { ...asked('loose', 'record'), orders: [] };
    const { lines, coverages, facts, patient } = loose;
    const { receivedAt } = caller();
    const { id } = await harness.assess(loose);
    expect(id).toBe(of([dialect, 'ehr', [], [lines, coverages, facts, patient, receivedAt]]).slice(0, 40));
  });
});
