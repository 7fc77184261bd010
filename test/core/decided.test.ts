import { describe, expectTypeOf, test } from 'vitest';
import type { Decided, Seen } from '../../shared/core/decide/decided.ts';
import type { ApprovalOnFile } from '../../shared/core/policy/match-approval.ts';

/** Fields every row has. */
interface Rest {
  readonly reasons: readonly string[];
  readonly necessity: 'met';
  readonly payerDecision: undefined;
}

describe('a row has its own advice, need and approval; another combination does not compile', () => {
  test('go ahead by an approval only with the approval', () => {
    type Authorized = Rest & { row: 'D6'; advice: 'proceed-authorized'; pa: 'required'; seen: Seen };
    expectTypeOf<Authorized & { onFile: ApprovalOnFile }>().toExtend<Decided>();
    expectTypeOf<Authorized & { onFile: undefined }>().not.toExtend<Decided>();
  });
  test('an advice only in its own row', () => {
    type Needed = Rest & { row: 'D13'; pa: 'required'; seen: Seen; onFile: undefined };
    expectTypeOf<Needed & { advice: 'pa-likely-approve' }>().toExtend<Decided>();
    expectTypeOf<Needed & { advice: 'proceed-no-pa' }>().not.toExtend<Decided>();
    expectTypeOf<Needed & { advice: 'pa-likely-approve'; pa: 'not-required' }>().not.toExtend<Decided>();
  });
  test('an exempt setting, an exclusion and a review only where rules were seen', () => {
    type Exempt = Rest & { row: 'D9'; advice: 'pa-not-required-setting'; pa: 'exempt'; onFile: undefined };
    expectTypeOf<Exempt & { seen: Seen }>().toExtend<Decided>();
    expectTypeOf<Exempt & { seen: undefined }>().not.toExtend<Decided>();
    type Excluded = Rest & { row: 'D3'; advice: 'benefit-not-covered'; pa: 'required'; onFile: undefined };
    expectTypeOf<Excluded & { seen: undefined }>().not.toExtend<Decided>();
    expectTypeOf<Excluded & { seen: Seen; onFile: ApprovalOnFile }>().not.toExtend<Decided>();
  });
  test('nothing is seen and nothing decided without coverage', () => {
    type Uncovered = Rest & { row: 'D1a'; advice: 'no-active-coverage'; onFile: undefined; seen: undefined };
    expectTypeOf<Uncovered & { pa: undefined }>().toExtend<Decided>();
    expectTypeOf<Uncovered & { pa: 'required' }>().not.toExtend<Decided>();
  });
});
