import type { Around, Door } from '../../handlers/handler.ts';
import { admit } from './admit.ts';
import { answerOnce } from './answer-once.ts';
import { audit } from './audit.ts';
import { checkMedia } from './check-media.ts';
import { limitRate } from './limit-rate.ts';

/** What stands around every door, outermost first. */
const AROUND: readonly Around[] = [audit, admit, limitRate, checkMedia, answerOnce];

/** The door with everything around it. */
export const passAround = (door: Door): Door =>
  AROUND.reduceRight<Door>((next, around) => (request, house) => around(request, house, next), door);
