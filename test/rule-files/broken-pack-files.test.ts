import { describe, expect, test } from 'vitest';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { readPack } from '../../shared/rule-files/packs/read-pack.ts';
import { PACK_LIMITS, type PackProblemName } from '../../shared/rule-files/packs/rule-pack.ts';
import { POLICY, PROGRAM, readFrom, ruleFolder, WORDS } from '../support/rule-folder.ts';
import { firstPolicy, namesOf, packJson, problemsOf, smallPack } from '../support/rule-packs.ts';

// biome-ignore lint/suspicious/noExplicitAny: files are bent out of shape on purpose
type Json = any;
const LATER = 'acme/2026-07-01.json';

const withPolicy = (change: (policy: Json) => void) => smallPack((files) => change(files[LATER]));

describe('a pack is refused as a whole, by name', () => {
  const cases: readonly (readonly [string, ReturnType<typeof smallPack>, PackProblemName, ((json: Json) => void)?])[] =
    [
      [
        'a file that was released',
        smallPack((files) => {
          files[POLICY] = firstPolicy();
        }),
        'changes-released-file',
      ],
      [
        'a payer nobody knows',
        smallPack((files) => {
          files['zeta/2026-01-01.json'] = { ...firstPolicy(), id: 'zeta-2026-01-01', payer: 'zeta' };
        }),
        'invalid',
      ],
      [
        'the payer of the released rules',
        smallPack(),
        'payer-taken',
        (json) => {
          json.payers = [{ id: 'acme', name: 'A', planTypes: ['commercial'], identifiers: [], aliases: [] }];
        },
      ],
      [
        'the name of another payer',
        smallPack(),
        'payer-taken',
        (json) => {
          json.payers = [{ id: 'zeta', name: 'ACME', planTypes: ['commercial'], identifiers: [], aliases: [] }];
        },
      ],
      [
        'a released file as it never was',
        smallPack(),
        'other-base',
        (json) => {
          json.base[WORDS] = '0'.repeat(64);
        },
      ],
      [
        'a released file that is not there',
        smallPack(),
        'other-base',
        (json) => {
          json.base['programs/none/2026-01-01.json'] = '0'.repeat(64);
        },
      ],
      [
        'a released file it does not own up to',
        smallPack(),
        'other-base',
        (json) => {
          delete json.base[PROGRAM];
        },
      ],
      [
        'a file outside the rules',
        withPolicy((policy) => {
          policy.uses.programs['../../package'] = '2026-01-01';
        }),
        'invalid',
      ],
      [
        'another hash than it has',
        smallPack(),
        'wrong-hash',
        (json) => {
          json.hash = '0'.repeat(64);
        },
      ],
      [
        'another tenant',
        smallPack(),
        'of-another-tenant',
        (json) => {
          json.tenant = 'clinic';
        },
      ],
      [
        'no policy',
        smallPack(),
        'wrong-shape',
        (json) => {
          json.files = {};
        },
      ],
      [
        'no version',
        smallPack(),
        'wrong-shape',
        (json) => {
          delete json.version;
        },
      ],
      [
        'more than a pack has',
        smallPack(),
        'wrong-shape',
        (json) => {
          json.script = 'rm';
        },
      ],
      [
        'a file under another name',
        smallPack(),
        'wrong-name',
        (json) => {
          json.files['acme/2026-08-01.json'] = json.files[LATER];
          delete json.files[LATER];
        },
      ],
      [
        'a path that leaves the rules',
        smallPack(),
        'wrong-name',
        (json) => {
          json.files['../x/2026-08-01.json'] = json.files[LATER];
        },
      ],
      [
        'a file that is none',
        smallPack(),
        'wrong-name',
        (json) => {
          json.files['acme/2026-08-01.json'] = null;
        },
      ],
      [
        'too many files',
        smallPack(),
        'too-large',
        (json) => {
          for (let n = 0; n <= PACK_LIMITS.files; n += 1) json.files[`f${n}`] = {};
        },
      ],
      [
        'too many bytes',
        smallPack(),
        'too-large',
        (json) => {
          json.files[LATER].source.title = 'x'.repeat(PACK_LIMITS.bytes);
        },
      ],
    ];
  for (const [what, made, name, change] of cases)
    test(what, () => {
      expect(namesOf(made, change)).toEqual([name]);
      for (const one of problemsOf(made, change)) expect(one.at).not.toBe('');
    });
  test('what is no JSON', () => {
    expect(readPack('{')).toMatchObject({ ok: false, problems: [{ name: 'not-json' }] });
    expect(readPack('[]')).toMatchObject({ ok: false, problems: [{ name: 'wrong-shape' }] });
    expect(readPack('null')).toMatchObject({ ok: false, problems: [{ name: 'wrong-shape' }] });
  });

  test('a name JavaScript gives a meaning to, wherever it stands', () => {
    const { pack } = smallPack();
    const text = JSON.stringify(packJson(pack)).replace('"source":', '"__proto__":{"evidence":"verified"},"source":');
    expect(readPack(text)).toMatchObject({ ok: false, problems: [{ name: 'holds-code', at: LATER }] });
  });

  test('its own tenant is no other', () => {
    expect(
      problemsOf(
        smallPack(),
        (json) => {
          json.tenant = 'clinic';
        },
        'clinic',
      ),
    ).toEqual([]);
  });

  test('the small folder itself is right', () => {
    expect(loadRules(readFrom(ruleFolder())).all()).toHaveLength(1);
  });
});

test('a text nested a hundred thousand deep costs a look, not a stack', () => {
  const text = `{"id":"own","files":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(readPack(text)).toMatchObject({ ok: false, problems: [{ name: 'too-large' }] });
});
