import { scheduleEntry } from '../../shared/runtime/event-entry.ts';
import { intentRelay } from './intent-relay.ts';

/** Each minute. */
export const relay = scheduleEntry(intentRelay);
