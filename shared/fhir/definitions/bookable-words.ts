import type { BookableReasonCode } from '../../core/authorization/bookable.ts';

export const BOOKABLE_REASON_WORDS: Readonly<Record<BookableReasonCode, string>> = {
  past: 'The slot is in the past.',
  'order-cancelled': 'The order was cancelled.',
  performed: 'The test that was ordered has been done.',
  'coverage-ended': 'No coverage is in force on the day of the slot.',
  denied: 'The payer denied the request.',
  'other-code': 'The approval names another code.',
  'other-place': 'The approval names another place of service.',
  'other-facility': 'The approval names another facility.',
  'other-performer': 'The approval names another performing provider.',
  'units-used': 'The approval has no units left for this visit.',
  'outside-window': 'The slot is outside the days the approval covers.',
  'window-unknown': 'It is not known until when the approval holds.',
  coding: 'A claim coded like this fails as written.',
  'inside-window': 'The slot fits an approval on file.',
  'no-authorization-needed': 'No authorization is needed.',
  outstanding: 'Authorization, information or a review is outstanding.',
  'no-rule': 'No rule tells whether authorization is needed.',
  'unknown-order': 'No order with this id is known, or several are.',
  unreadable: 'The row of a list cannot be read.',
};
