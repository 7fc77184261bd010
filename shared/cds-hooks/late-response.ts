import { topicOf } from './cards/card.ts';
import { OUR_NAME } from './cards/write-cards.ts';
import type { HookResponse } from './write-hook-response.ts';

/**
 * Nothing was found out in time, not even who calls: it says nothing of the patient. An empty answer, or an error that an
 * EHR does not show, would read as "none needed".
 */
export const lateResponse = (uuid: string): HookResponse => ({
  cards: [
    {
      uuid,
      summary: 'Not checked: no answer came in time. Is a cardiac stress test ordered? Its authorization is not known.',
      detail: 'Ask again, or ask the plan before the test is booked. For other orders this means nothing.',
      indicator: 'warning',
      source: { label: OUR_NAME, topic: topicOf('insurance', { version: '2.0' }) },
    },
  ],
  systemActions: [],
});
