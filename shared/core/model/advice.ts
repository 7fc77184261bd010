/** Every advice for a line; the message takes the first of this list that any line has (docs/behavior.md#advice). */
export const ADVICE = [
  'no-active-coverage',
  'fix-coding',
  'benefit-not-covered',
  'ask-plan',
  'fix-authorization',
  'manual-review',
  'pa-pend-info',
  'pa-likely-not-met',
  'necessity-likely-not-met',
  'pa-likely-approve',
  'pa-not-required-setting',
  'proceed-authorized',
  'proceed-no-pa',
] as const;
export type Advice = (typeof ADVICE)[number];

/** Every row of the decision table, in its order, and the advice it ends in. */
export const ADVICE_OF_ROW = {
  D1a: 'no-active-coverage',
  D1b: 'no-active-coverage',
  D2: 'fix-coding',
  D3: 'benefit-not-covered',
  D4a: 'pa-pend-info',
  D4b: 'ask-plan',
  D5: 'fix-authorization',
  D6: 'proceed-authorized',
  D7: 'ask-plan',
  D8: 'manual-review',
  D8b: 'manual-review',
  D9: 'pa-not-required-setting',
  D9b: 'ask-plan',
  D10: 'manual-review',
  D11: 'pa-pend-info',
  D12: 'pa-likely-not-met',
  D13: 'pa-likely-approve',
  D14: 'necessity-likely-not-met',
  D15: 'manual-review',
  D16: 'proceed-no-pa',
  D17: 'proceed-no-pa',
} as const satisfies Readonly<Record<string, Advice>>;

export type DecisionRow = keyof typeof ADVICE_OF_ROW;
