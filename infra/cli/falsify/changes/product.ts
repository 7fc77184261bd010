import { heldVersions } from '../oracle/rules-held.ts';
import type { Truth } from '../orders/order.ts';
import { planClass } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const productsOf = ({ payer, date }: Truth): readonly string[] =>
  heldVersions(payer).find(({ from, to = date }) => from <= date && date <= to)?.products ?? [];

const DELEGATED = { type: { coding: [{ code: 'group' }] }, value: 'Delegated medical group' };

export const PRODUCT_CHANGES: readonly Change[] = [
  ...changesOf('product', 'contradictory', {
    'the coverage names two products': ({ truth, parts }) => {
      const [one = 'gold', ...others] = productsOf(truth);
      parts.coverage.class = [planClass(one), planClass(others.at(-1) ?? 'silver')];
      return {};
    },
    'value and name of the plan are two products': ({ truth, parts }) => {
      const [one, ...others] = productsOf(truth);
      const other = others.at(-1);
      if (!one || !other) return undefined;
      parts.coverage.class = [{ ...planClass(one), name: other }];
      return {};
    },
  }),
  ...changesOf('product', 'unreadable', {
    'the product is garbled': ({ parts }) => {
      parts.coverage.class = [planClass('??')];
      return {};
    },
    'the product is a name nobody knows': ({ truth, parts }) => {
      if (!productsOf(truth).length) return undefined;
      parts.coverage.class = [planClass('blue-diamond')];
      return {};
    },
  }),
  ...changesOf('product', 'removed', {
    'no product is named': ({ truth, parts }) => {
      if (!truth.product) return undefined;
      delete parts.coverage.class;
      const { product: _product, ...rest } = truth;
      return { truth: rest };
    },
  }),
  ...changesOf('product', 'other', {
    'another product of the payer': ({ truth, parts }, random) => {
      const others = productsOf(truth).filter((one) => one !== truth.product);
      if (!others.length) return undefined;
      const product = random.pick(others);
      parts.coverage.class = [planClass(product)];
      return { truth: { ...truth, product } };
    },
  }),
  ...changesOf('delegate', 'contradictory', {
    'delegated and not delegated': ({ parts }) => {
      parts.coverage.class = [...(parts.coverage.class ?? []), DELEGATED, { ...DELEGATED, value: 'Not delegated' }];
      return {};
    },
  }),
  ...changesOf('delegate', 'unreadable', {
    'it is not told whether delegated': ({ parts }) => {
      parts.coverage.class = [...(parts.coverage.class ?? []), { ...DELEGATED, value: 'Delegated: ?' }];
      return {};
    },
  }),
  ...changesOf('delegate', 'other', {
    'a delegated group decides': ({ truth, parts }) => {
      parts.coverage.class = [...(parts.coverage.class ?? []), DELEGATED];
      return { truth: { ...truth, delegated: true } };
    },
  }),
];
