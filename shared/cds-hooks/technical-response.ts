import type { Canonicals } from '../fhir/canonical.ts';
import { type TechnicalStatement, writeTechnicalStatement } from '../fhir/write/order/technical-statement.ts';
import { type Card, cardId, summaryOf, topicOf } from './cards/card.ts';
import { OUR_NAME } from './cards/write-cards.ts';
import { coverageOn } from './coverage-on.ts';
import type { HookCall, Subject } from './hook-service.ts';
import { cardLimit, isOn } from './options.ts';
import { updateActions } from './system-actions.ts';
import { type HookResponse, NO_ADVICE } from './write-hook-response.ts';

/** An empty screen would read as "none needed". */
const notChecked = (
  call: HookCall,
  { says, assertionId }: TechnicalStatement,
  digest: (value: unknown) => string,
): readonly Card[] =>
  isOn(call, 'insurance') && cardLimit(call) > 0
    ? [
        {
          uuid: cardId(digest, assertionId, call.service.id, 'insurance'),
          summary: summaryOf([`Not checked: authorization for this stress test. ${says}`], []),
          detail: 'Whether authorization is needed is not known. Ask again, or ask the plan before the test is booked.',
          indicator: 'warning',
          source: { label: OUR_NAME, topic: topicOf('insurance', call) },
        },
      ]
    : [];

/** Each order gets a statement that it could not be checked, and why; whoever waits gets a card. */
export const technicalResponse = (
  call: HookCall,
  subjects: readonly Subject[],
  statement: TechnicalStatement,
  digest: (value: unknown) => string,
  canonicals: Canonicals,
): HookResponse => {
  const cards = notChecked(call, statement, digest);
  if (!isOn(call, 'coverage-info')) return { ...NO_ADVICE, cards };
  const targets = new Map(subjects.map(({ target }) => [target.exact, target]));
  const statements = [...targets.values()].map((target) => {
    const about = { ...statement, coverage: coverageOn(target, statement.coverage) };
    return { target, extension: writeTechnicalStatement(about, call.version, canonicals) };
  });
  return { cards, systemActions: updateActions(statements, call.version) };
};
