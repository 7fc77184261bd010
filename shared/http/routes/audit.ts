import { read, search } from './fhir-route.ts';
import type { Route } from './route.ts';

const audited: readonly Route[] = [
  read('AuditEvent', 'audit-read', 'write', 'system/AuditEvent.r'),
  ...search('AuditEvent', 'audit-search', 'write', 'system/AuditEvent.s', ['_id', 'patient', 'agent', 'date']),
  ...search('Provenance', 'provenance-search', 'write', 'system/Provenance.s', ['_id', 'target']),
];

export const AUDIT_ROUTES: readonly Route[] = audited.map((route) => ({ ...route, function: 'audit' }));
