import { scheduleEntry } from '../../shared/lambda/event-entry.ts';
import { deadlineSweep } from './deadline-sweep.ts';
import { outboxRelay } from './outbox-relay.ts';

/** Each minute: makes what deliveries the outbox holds. */
export const relay = scheduleEntry(outboxRelay);
/** Each minute: tells what has come due. */
export const sweep = scheduleEntry(deadlineSweep);
/** Each night: answers again what other rules now rule. */
export const rules = scheduleEntry(async (container) => (await import('./rules-sweep.ts')).rulesSweep(container));
/** Each hour: closes what the audit trail held. */
export const seal = scheduleEntry(async (container) => (await import('./audit-seal.ts')).auditSeal(container));
