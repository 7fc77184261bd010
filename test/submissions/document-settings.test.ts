import { expect, test } from 'vitest';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';
import { NOTE } from '../support/ehr-documents.ts';

test.each<[string, object]>([
  ['without sending by itself', { documentsFromEhr: [NOTE] }],
  ['of a type whose age nobody can judge', { byItself: true, documentsFromEhr: ['99999-9'] }],
  ['of no type', { byItself: true, documentsFromEhr: [] }],
])('settings %s are refused, and name the element', (_what, submission) => {
  const settings = {
    id: 'clinic',
    timeZone: 'America/New_York',
    confirmationRequired: false,
    rosterComplete: [],
    sources: [],
  };
  expect(readTenant({ ...settings, submission: { byItself: true, documentsFromEhr: [NOTE] } })).toMatchObject({
    ok: true,
  });
  const read = readTenant({ ...settings, submission });
  expect(read).toMatchObject({ ok: false });
  expect(JSON.stringify(read)).toContain('submission.documentsFromEhr');
});
