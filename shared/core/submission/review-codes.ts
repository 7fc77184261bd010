import type { ItemResponse } from './payer-response.ts';

/** X12 306, what a payer decides of a service; the same codes in HCR01 of a 278 and in `reviewActionCode` of PAS. */
const ACTIONS: ReadonlyMap<string, ItemResponse['action']> = new Map([
  ['A1', 'certified'],
  ['A2', 'partly-certified'],
  ['A3', 'denied'],
  ['A4', 'pended'],
  ['A6', 'modified'],
  ['C', 'cancelled'],
  ['CT', 'call-payer'],
  ['NA', 'not-required'],
]);

/** `undefined` for any other code: that is no decision. */
export const actionOfCode = (code: string): ItemResponse['action'] | undefined => ACTIONS.get(code);
