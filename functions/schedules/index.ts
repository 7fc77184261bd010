import { scheduleEntry } from '../../shared/lambda/event-entry.ts';
import { outboxRelay } from './outbox-relay.ts';

/** Each minute: makes what deliveries the outbox holds. */
export const relay = scheduleEntry(outboxRelay);
/** Each minute: tells what has come due. */
export const sweep = scheduleEntry(async (container) => (await import('./deadline-sweep.ts')).deadlineSweep(container));
/** Each night: answers again what other rules now rule. */
export const rules = scheduleEntry(async (container) => (await import('./rules-sweep.ts')).rulesSweep(container));
/** Each hour: closes what the audit trail held. */
export const seal = scheduleEntry(async (container) => (await import('./audit-seal.ts')).auditSeal(container));
