import type { DeadLetterList } from '../../app/ports/dead-letters.ts';
import type { Clock, Queue } from '../../app/ports/ports.ts';

/** Writes to the list first, then to the queue that raises the alarm: whoever is alerted can always see the entry. */
export const makeDeadLetters = (list: DeadLetterList, queue: Queue, clock: Clock): Queue => ({
  send: async (pointer) => {
    await list.add(pointer, clock.now());
    await queue.send(pointer);
  },
});
