import type { Bundle } from 'fhir/r4';
import type { ServiceFacts } from '../../core/model/message/inquiry.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { readGivenDoses } from './lines/dose/given-doses.ts';
import { readOrderLine } from './lines/read-order-line.ts';
import { findFocal } from './message/focal.ts';
import { openMessage } from './message/message.ts';
import { checkMessage, subjectOf } from './read-message.ts';
import type { ReadingContext } from './reading.ts';

/**
 * What the orders of a message ask for, one line an order, and nothing else of it: enough to tell whether they are ours
 * before more is read. Refused where `readMessage` refuses the orders; duplicates and limits show in the whole message.
 */
export const readOrderLines = (message: Bundle, context: ReadingContext): Result<readonly ServiceFacts[]> => {
  const opened = openMessage(message);
  if (!opened.ok) return opened;
  const focal = findFocal(opened.value, 'order');
  if (!focal.ok) return focal;
  const problems = checkMessage(opened.value, subjectOf(focal.value));
  if (problems.length) return refused(...problems);
  const orders = focal.value.dialect === 'order' ? focal.value.orders : [];
  const doses = readGivenDoses(opened.value, context);
  const reading = { ...context, message: opened.value, doses, warn: () => undefined };
  return ok(orders.map((order, index) => ({ ...readOrderLine(order, reading).service, line: index + 1 })));
};
