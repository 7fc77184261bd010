import type { Guard, Handler } from '../../handlers/handler.ts';
import { answerInTime } from './answer-in-time.ts';
import { answerOnce } from './answer-once.ts';
import { audit } from './audit.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { checkMedia } from './check-media.ts';
import { limitRate } from './limit-rate.ts';
import { returnWhole } from './return-whole.ts';
import { tenantTime } from './tenant-time.ts';

/** The guards of every endpoint, outermost first. */
const GUARDS: readonly Guard[] = [
  answerInTime,
  authenticate,
  audit,
  authorize,
  limitRate,
  tenantTime,
  checkMedia,
  answerOnce,
  returnWhole,
];

/** The handler behind every guard. */
export const passGuards = (handler: Handler): Handler =>
  GUARDS.reduceRight<Handler>((next, guard) => (request, container) => guard(request, container, next), handler);
