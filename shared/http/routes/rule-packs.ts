import type { Route } from './route.ts';

/** A tenant's own rules. They concern no patient, and every call is audited all the same. */
const packs = (method: Route['method'], below: string, handler: string, scope: string): Route => ({
  method,
  path: `/rules/packs${below}`,
  function: 'rule-packs',
  handler,
  dialect: 'plain',
  scope,
  table: 'write',
});
const VERSION = '/{id}/{version}';
const step = (name: string, handler: string, scope: string): Route => ({
  ...packs('POST', `${VERSION}/${name}`, handler, scope),
  emptyBody: true,
});

export const RULE_PACK_ROUTES: readonly Route[] = [
  packs('POST', '', 'pack-upload', 'rules.write'),
  packs('GET', '', 'pack-list', 'rules.read'),
  packs('GET', VERSION, 'pack-read', 'rules.read'),
  step('simulate', 'pack-simulate', 'rules.read'),
  packs('GET', `${VERSION}/simulation`, 'pack-simulation', 'rules.read'),
  step('approve', 'pack-approve', 'rules.approve'),
  step('activate', 'pack-activate', 'rules.approve'),
  step('roll-back', 'pack-roll-back', 'rules.approve'),
];
