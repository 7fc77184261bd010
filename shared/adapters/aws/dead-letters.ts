import type { DeadLetterList } from '../../app/ports/dead-letters.ts';
import type { Clock, Queue } from '../../app/ports/ports.ts';

/** On the list first, then in the queue that rings: who was told can always see what of. */
export const makeDeadLetters = (list: DeadLetterList, queue: Queue, clock: Clock): Queue => ({
  send: async (pointer) => {
    await list.add(pointer, clock.now());
    await queue.send(pointer);
  },
});
