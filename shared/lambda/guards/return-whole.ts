import { TooLarge } from '../../app/ports/too-large.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { TOO_LONG, textOf } from '../../handlers/answer-text.ts';
import type { Guard, Reply } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';

const tooLong = (says: string): Reply => refuseWith(413, { code: 'too-long', says });

/**
 * Innermost: what is too large to be stored or returned is refused here, so that audit trail and idempotency see the
 * status the caller sees. The text is written once and goes out as it is.
 */
export const returnWhole: Guard = async (request, container, next) => {
  try {
    const reply = await next(request, container);
    const text = reply.text ?? textOf(reply.body, container);
    if (Buffer.byteLength(text) <= BOUNDS.answerBytes) return { ...reply, text };
    return tooLong(TOO_LONG);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return tooLong(error.message);
  }
};
