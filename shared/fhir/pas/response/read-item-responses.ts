import type { ClaimResponse, ClaimResponseAddItem, ClaimResponseItemAdjudication, Extension } from 'fhir/r4';
import { BOUNDS } from '../../../core/model/bounds.ts';
import { groupBy } from '../../../core/model/group-by.ts';
import { certifies, type ItemResponse, letsGoAhead, type PayerNeed } from '../../../core/submission/payer-response.ts';
import { stringIn } from '../extensions.ts';
import { addedDetail, detailOf, providersOf, validityOf } from './authorized-parts.ts';
import type { OpenedResponse } from './open-responses.ts';
import { needsIn } from './response-needs.ts';
import { type ReviewAction, reviewActionIn } from './review-action.ts';
import { shortened } from './said-texts.ts';

interface ReadItems {
  readonly items: readonly ItemResponse[];
  /** What could not be taken for a decision. */
  readonly unclear: readonly string[];
}

/** An item of a response, an added one, or the response itself where it speaks of the whole. */
interface Judged {
  readonly adjudication?: readonly Pick<ClaimResponseItemAdjudication, 'extension'>[] | undefined;
  readonly extension?: readonly Extension[] | undefined;
  readonly noteNumber?: readonly number[] | undefined;
}

/** A number authorizes only what was certified; of anything else it is the payer's own file number. */
const numbersOf = ({ action, number }: ReviewAction, reference: string | undefined, ref: string | undefined) => {
  if (!certifies({ action })) {
    const file = reference ?? number;
    return file === undefined ? {} : { caseNumber: file };
  }
  const own = number ?? ref;
  return {
    ...(own === undefined ? {} : { number: own }),
    ...(reference === undefined ? {} : { caseNumber: reference }),
  };
};

const callNeed = (action: ItemResponse['action'], notes: readonly string[]): readonly PayerNeed[] =>
  action === 'call-payer' ? [{ kind: 'call', says: notes[0] ?? 'Call the payer about this request.' }] : [];

/** `preAuthRef` names the authorization of a response whose items name none; of one that names some it is a repetition. */
const wholeNumber = ({ preAuthRef, item = [], addItem = [] }: ClaimResponse): string | undefined =>
  [...item, ...addItem].some((one) => reviewActionIn(one.adjudication).decided?.number !== undefined)
    ? undefined
    : preAuthRef;

/** Every decision of a response, item by item. */
export const readItemResponses = (opened: OpenedResponse): ReadItems => {
  const { response } = opened;
  const texts = new Map((response.processNote ?? []).map(({ number, text }) => [number, shortened(text)]));
  const needs = groupBy(needsIn(opened), ({ line }) => line);
  const added = new Map(
    groupBy((response.addItem ?? []).slice(0, BOUNDS.lines), ({ itemSequence = [] }) => itemSequence[0]),
  );
  const ref = wholeNumber(response);
  const refused = new Set((response.error ?? []).map(({ itemSequence }) => itemSequence));
  const unclear: string[] = [];

  const itemFrom = (
    sequence: number | undefined,
    asked: Judged | undefined,
    instead: ClaimResponseAddItem | undefined,
  ): readonly ItemResponse[] => {
    const own = reviewActionIn(asked?.adjudication);
    const other = reviewActionIn(instead?.adjudication);
    const decided = own.decided ?? other.decided;
    const unknown = own.unclear ?? other.unclear;
    if (!decided || unknown !== undefined) {
      if (unknown !== undefined) unclear.push(`Item ${sequence ?? ''}: review action ${shortened(unknown)}.`);
      return [];
    }
    const { action } = decided;
    if (sequence !== undefined && refused.has(sequence) && letsGoAhead(decided)) {
      unclear.push(`Item ${sequence}: the payer says yes and that it did not take it up, both at once.`);
      return [];
    }
    const number = decided.number ?? other.decided?.number;
    const elements = [asked ?? {}, instead ?? {}];
    const reference = elements.flatMap((one) => stringIn(one, 'extension-administrationReferenceNumber') ?? [])[0];
    const notes = [...(asked?.noteNumber ?? []), ...(instead?.noteNumber ?? [])].flatMap((one) => texts.get(one) ?? []);
    const authorizes = certifies(decided);
    return [
      {
        ...(sequence === undefined ? {} : { sequence }),
        action,
        ...numbersOf({ ...decided, ...(number === undefined ? {} : { number }) }, reference, ref),
        ...(authorizes
          ? { ...validityOf(asked ?? {}, response), ...(instead ? validityOf(instead) : {}) }
          : validityOf(asked ?? {})),
        ...(authorizes ? providersOf(asked ?? {}, opened) : {}),
        ...(authorizes ? { ...detailOf(asked ?? {}), ...(instead ? addedDetail(instead) : {}) } : {}),
        reasons: [...decided.reasons, ...notes.map((says) => ({ says }))],
        needs: callNeed(action, notes),
      },
    ];
  };

  const items = (response.item ?? []).slice(0, BOUNDS.lines).flatMap((item) => {
    const [instead, ...more] = added.get(item.itemSequence) ?? [];
    added.delete(item.itemSequence);
    return [
      ...itemFrom(item.itemSequence, item, instead),
      ...more.flatMap((one) => itemFrom(item.itemSequence, item, one)),
    ];
  });
  // Added for an item the response does not repeat; one that names no item speaks of nothing that was asked.
  const alone = [...added].flatMap(([sequence, some]) => {
    if (sequence !== undefined) return some.flatMap((one) => itemFrom(sequence, undefined, one));
    unclear.push('An added item names no item of the request.');
    return [];
  });
  // What is said of the whole does not settle what an item leaves unclear.
  const whole = items.length || alone.length || unclear.length ? [] : itemFrom(undefined, response, undefined);
  const all = [...items, ...alone, ...whole];
  const undecided = all.findIndex(({ action }) => action === 'pended');
  const lines = new Set(all.map(({ sequence }) => sequence));
  const elsewhere = [...needs].flatMap(([line, some]) => (line !== undefined && lines.has(line) ? [] : some));
  return {
    items: all.map((item, index) => ({
      ...item,
      needs: [
        ...item.needs,
        ...(item.sequence === undefined ? [] : (needs.get(item.sequence) ?? [])).map(({ need }) => need),
        ...(index === Math.max(undecided, 0) ? elsewhere.map(({ need }) => need) : []),
      ],
    })),
    unclear,
  };
};
