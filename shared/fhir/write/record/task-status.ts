import type { Task } from 'fhir/r4';
import type { AuthorizationState } from '../../../core/model/determination.ts';

/** The work status behind each authorization state: who has to move, not what the payer said (`businessStatus`). */
export const TASK_STATUS: Readonly<Record<AuthorizationState, Task['status']>> = {
  unknown: 'requested',
  required: 'ready',
  expired: 'ready',
  'information-needed': 'on-hold',
  submitted: 'in-progress',
  appealed: 'in-progress',
  approved: 'completed',
  partial: 'completed',
  'not-required': 'completed',
  denied: 'failed',
  cancelled: 'cancelled',
};
