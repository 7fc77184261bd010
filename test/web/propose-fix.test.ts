import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, createClient, type Finding } from '../../client/index.ts';
import { type LocalService, startService } from '../../infra/local/service.ts';
import {
  changesBetween,
  draftOf,
  NEW_CLAIM,
  NEW_LINE,
  type TypedClaim,
  type TypedLine,
} from '../../web/pages/claims/claim-draft.ts';
import { proposeFix } from '../../web/pages/claims/propose-fix.ts';

let service: LocalService;
let client: Client;
beforeAll(async () => {
  service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' });
  client = createClient({ url: service.url });
}, 60_000);
afterAll(() => service.close());

const claim = (...lines: readonly Partial<TypedLine>[]): TypedClaim => ({
  ...NEW_CLAIM,
  payer: 'emblemhealth',
  diagnoses: 'R07.2',
  lines: lines.map((line) => ({ ...NEW_LINE, ...line })),
});

const objections = async (typed: TypedClaim): Promise<readonly Finding[]> =>
  (await client.checkClaim(draftOf(typed))).lines.flatMap(({ findings }) => findings);

/** Claims with what billers get wrong: each has at least one fix, and each fix settles what it is about. */
const WRONG: Readonly<Record<string, TypedClaim>> = {
  'a part beside its whole': claim({ code: '93351' }, { code: '93015' }),
  'the technical part in a hospital': claim({ code: '93351', place: '22' }),
  'more units than a day allows': claim({ code: '93351', units: '2' }),
  'a whole test in a hospital': claim({ code: '78452', place: '22' }),
};

test.each(Object.entries(WRONG))('%s: what is proposed settles its finding', async (_, typed) => {
  const found = await objections(typed);
  const proposed = found.flatMap((finding) => {
    const fixed = proposeFix(typed, finding);
    return fixed ? [{ finding, fixed }] : [];
  });
  expect(proposed.length).toBeGreaterThan(0);
  for (const { finding, fixed } of proposed) {
    expect(changesBetween(typed, fixed).length).toBeGreaterThan(0);
    const after = await objections(fixed);
    expect(after.map(({ id, says }) => `${id} ${says}`)).not.toContain(`${finding.id} ${finding.says}`);
  }
});

const finding = (fix: string, line = 1): Finding => ({ id: 'X', severity: 'error', line, says: '', fix });

test.each([
  ['Remove 93015.', 2, ['93351 ×1']],
  ['Report 93351-26.', 1, ['93351-26 ×1', '93015-TC ×2']],
  ['Remove modifier TC from 93015.', 2, ['93351 ×1', '93015 ×2']],
  ['Report 93015 x1.', 2, ['93351 ×1', '93015-TC ×1']],
])('%s', (fix, line, expected) => {
  const typed = claim({ code: '93351' }, { code: '93015', modifiers: 'TC', units: '2' });
  const fixed = proposeFix(typed, finding(fix, line));
  expect(
    fixed?.lines.map(({ code, modifiers, units }) => `${[code, modifiers].filter(Boolean).join('-')} ×${units}`),
  ).toEqual(expected);
});

test.each([
  ['a person weighs it', 'If the usual dose was given, report A9500 x2.', claim({ code: 'A9500' })],
  ['no line has the code', 'Remove 93018.', claim({ code: '93351' }, { code: '93015' })],
  [
    'two lines have it, and none is named',
    'Remove 93015.',
    claim({ code: '78452' }, { code: '93015' }, { code: '93015' }),
  ],
  ['nothing would be left', 'Remove 93351.', claim({ code: '93351' })],
])('nothing is proposed where %s', (_, fix, typed) => {
  expect(proposeFix(typed, finding(fix))).toBeUndefined();
});
