import { expect, test } from 'vitest';
import { rolesOf } from '../../shared/core/coding/roles.ts';
import type { LineNote } from '../../shared/core/model/message/inquiry.ts';
import { codebook, lineOf, type Part } from '../support/service-lines.ts';

const TODAY = '2026-05-12';
type Line = string | readonly [string, Part];
const roles = (...lines: readonly Line[]) =>
  rolesOf(
    lines.map((one, index) => {
      const [code, part] = typeof one === 'string' ? [one, {}] : one;
      return lineOf(code, index + 1, part);
    }),
    codebook,
    TODAY,
  ).map(({ role, lead }) => (lead === undefined ? role : `${role} of ${lead}`));

const noted = (...ids: readonly LineNote['id'][]): Part => ({ codes: [], notes: ids.map((id) => ({ id, says: id })) });

test.each<[string, readonly Line[], readonly string[]]>([
  ['an ECG test alone is a test', ['93015'], ['test']],
  ['beside an image it is part of it', ['93017', '78452'], ['companion of 1', 'test']],
  ['the image of another day is another test', ['93017', ['78452', { serviceDate: '2026-05-13' }]], ['test', 'test']],
  ['a line without a date is today', [['93017', { serviceDate: TODAY }], '78452'], ['companion of 1', 'test']],
  ['special ECG tests are no part of an image', ['93025', '78452'], ['test', 'test']],
  ['agent and tracer follow the image', ['J2785', 'A9500', '78452'], ['companion of 2', 'companion of 2', 'test']],
  ['an agent without an image follows the ECG test', ['93015', 'J1250'], ['test', 'companion of 0']],
  [
    'an agent prefers the image to the ECG test',
    ['93017', 'J2785', '78452'],
    ['companion of 2', 'companion of 2', 'test'],
  ],
  ['an add-on follows its own parent', ['78452', '93350', '93325'], ['test', 'test', 'companion of 1']],
  ['a companion with no test at all', ['A9500'], ['companion']],
  ['what is no cardiac stress test', ['94621'], ['other']],
  ['a visit', ['99213'], ['other']],
  ['an order code that may be one', [['', noted('order-code-review')]], ['test']],
  ['an order code that leaves the stress open', [['', noted('stress-not-implied')]], ['test']],
  ['an order whose codes disagree', [['', noted('codes-disagree')]], ['test']],
  ['a note on something else makes no test', [['', noted('state-from-patient')]], ['other']],
  ['an order without a code we know', [['', noted()]], ['other']],
])('%s', (_, lines, expected) => {
  expect(roles(...lines)).toEqual(expected);
});
