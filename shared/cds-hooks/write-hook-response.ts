import type { Canonicals } from '../fhir/canonical.ts';
import type { Card } from './cards/card.ts';
import { writeCards } from './cards/write-cards.ts';
import { isOn } from './options.ts';
import type { HookAnswer } from './said.ts';
import { systemActions, type UpdateAction } from './system-actions.ts';

/** Body of a CDS Hooks response. */
export interface HookResponse {
  readonly cards: readonly Card[];
  /** Always present: some clients require it. */
  readonly systemActions: readonly UpdateAction[];
}

/** Not a stress test, or nothing to report. */
export const NO_ADVICE: HookResponse = { cards: [], systemActions: [] };

export const writeHookResponse = (
  answer: HookAnswer,
  digest: (value: unknown) => string,
  canonicals: Canonicals,
): HookResponse => ({
  cards: writeCards(answer, digest, canonicals),
  systemActions: isOn(answer.call, 'coverage-info') ? systemActions(answer, canonicals) : [],
});
