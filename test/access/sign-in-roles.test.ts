import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE_SCOPES, scopesOfRoles } from '../../shared/app/access/roles.ts';
import { allows, isScope, isTokenScope, narrow } from '../../shared/app/access/scope.ts';
import { ROLES, type Role } from '../../shared/app/ports/access/session.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { askPlan } from '../support/pack-desk.ts';
import { openSignInHarness, person, type SignInHarness } from './sign-in-harness.ts';

const SEE =
  'authorization-status bookable channel-map coverage-map exchanges request-sheet requests response-read response-search task-read task-search worklist worklist-days';
/** Handlers each role reaches, written down a second time: a scope that lets in more fails here. */
const REACHED: Readonly<Record<Role, string>> = {
  scheduler: `${SEE} answer ask-eligibility eligibility-submit follow-up prepare-request`,
  coordinator: `${SEE} answer ask-eligibility claim-check eligibility-submit follow-up prepare-request record-decision send-request withdraw-request`,
  biller: `${SEE} claim-check`,
  clinician: `${SEE} answer ask-eligibility eligibility-submit`,
  author:
    'channel-map coverage-map pack-activate pack-approve pack-list pack-read pack-roll-back pack-simulate pack-simulation pack-upload',
  reviewer:
    'channel-map coverage-map pas-review review-appeal review-assign review-case review-confirm review-peer review-queue review-withdraw-appeal',
  analyst: 'pas-metric-data pas-metric-report',
  auditor: 'audit-read audit-search provenance-search',
};
const GUARDED = ROUTES.filter(({ scope }) => isTokenScope(scope));
const pathOf = ({ path }: Route): string => path.replace(/\{\w+\}/g, '1');

let harness: SignInHarness;
beforeAll(async () => {
  harness = await openSignInHarness();
});
afterAll(() => harness.close());

describe.each(ROLES)('%s', (role) => {
  test('reaches the endpoints of its work, and no other', async () => {
    const browser = await harness.signedIn(role);
    const headers = await browser.page();
    const reached = new Set<string>();
    const failed: string[] = [];
    for (const route of GUARDED) {
      const type = route.path.endsWith('_search') ? 'application/x-www-form-urlencoded' : 'application/json';
      const asked = { method: route.method, path: pathOf(route), headers: { ...headers, 'content-type': type } };
      const { status } = await browser.send(route.method === 'GET' ? asked : { ...asked, body: '{}' });
      if (status !== 403) reached.add(route.handler);
      if (status === 401 || status >= 500) failed.push(`${route.method} ${route.path}: ${status}`);
    }
    expect([...reached].sort()).toEqual(REACHED[role].split(' ').sort());
    expect(failed).toEqual([]);
  });

  test('has no scope that opens nothing', () => {
    const idle = ROLE_SCOPES[role].filter(
      (scope) => !GUARDED.some((route) => allows([scope], route.userScope ?? route.scope, 'user')),
    );
    expect(idle).toEqual([]);
  });
});

describe('scopes of people', () => {
  test('two roles may do what either may', () => {
    const both = scopesOfRoles(['biller', 'auditor']);
    expect(allows(both, 'system/Claim.r', 'user') && allows(both, 'system/AuditEvent.s', 'user')).toBe(true);
    expect(allows(both, 'rules.approve', 'user')).toBe(false);
  });

  test('nobody who signed in sends orders in the name of an EHR', () => {
    expect(allows(scopesOfRoles(ROLES), 'system/ServiceRequest.u', 'user')).toBe(false);
  });

  test('are none of a token: neither granted nor taken', () => {
    expect(isScope('user/Task.rs')).toBe(false);
    expect(narrow(['user/Task.rs'], ['user/Task.rs', 'user/*.cruds'])).toEqual([]);
    expect(allows(['user/*.cruds', 'user/Task.rs'], 'system/Task.r')).toBe(false);
  });

  test('and those of a system are none of a person', () => {
    expect(allows(['system/*.cruds'], 'system/Task.r', 'user')).toBe(false);
  });
});

test('who uploaded a rule pack does not approve it; another author may', async () => {
  const approved: string[] = [];
  for (const name of ['first', 'second']) {
    const browser = harness.openBrowser();
    await browser.signIn({ ...person('author'), sub: name });
    const headers = { ...(await browser.page()), 'content-type': 'application/json' };
    if (name === 'first') {
      const body = writePack(askPlan('1.0.0'));
      const { status, text } = await browser.send({ method: 'POST', path: '/rules/packs', headers, body });
      expect([status, text]).toEqual([201, expect.any(String)]);
    }
    const { text } = await browser.send({ method: 'POST', path: '/rules/packs/own/1.0.0/approve', headers });
    approved.push(text);
  }
  expect(approved[0]).toContain('Another agent');
  expect(approved[1]).not.toContain('Another agent');
});
