import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJson, parseJson } from '../../shared/fhir/structure/parse-json.ts';

const saysOf = (text: string) => {
  const result = parseJson(text);
  return result.ok ? 'accepted' : result.problems.map(({ code, says }) => `${code}: ${says}`).join();
};

describe('a body that is not a JSON object', () => {
  test.each([
    ['', 'structure: The body is empty; a JSON object is expected.'],
    [' \n', 'structure: The body is empty; a JSON object is expected.'],
    ['{"a":', 'structure: The body is not JSON: it ends too early.'],
    ['{"a": 1', 'structure: The body is not JSON: it ends too early.'],
    ['{"name": Mary}', 'structure: The body is not JSON: something unexpected at line 1, column 10.'],
    ['{\n  "a": 1,\n}', 'structure: The body is not JSON: something unexpected at line 3, column 1.'],
    ['{"a": 1} x', 'structure: The body is not JSON: something unexpected at line 1, column 10.'],
    ['{"a" 1}', 'structure: The body is not JSON: something unexpected at line 1, column 6.'],
    ['{a: 1}', 'structure: The body is not JSON: something unexpected at line 1, column 2.'],
    ["{'a': 1}", 'structure: The body is not JSON: something unexpected at line 1, column 2.'],
    ['{"a": [1 2]}', 'structure: The body is not JSON: something unexpected at line 1, column 10.'],
    ['{"a": [1}', 'structure: The body is not JSON: something unexpected at line 1, column 9.'],
    ['{"a": "line\nbreak"}', 'structure: The body is not JSON: something unexpected at line 1, column 7.'],
    ['{"a": NaN}', 'structure: The body is not JSON: something unexpected at line 1, column 7.'],
    ['{"a": 01}', 'structure: The body is not JSON: something unexpected at line 1, column 8.'],
    ['<Patient/>', 'structure: The body is not JSON: something unexpected at line 1, column 1.'],
    ['resourceType=Patient', 'structure: The body is not JSON: something unexpected at line 1, column 1.'],
    ['[]', 'structure: The body must be a JSON object.'],
    ['null', 'structure: The body must be a JSON object.'],
    ['"text"', 'structure: The body must be a JSON object.'],
  ])('%j', (text, says) => {
    expect(saysOf(text)).toBe(says);
  });

  test('nesting beyond 60 levels is refused before it is parsed', () => {
    const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;
    expect(saysOf(nested(60))).toBe('accepted');
    expect(saysOf(nested(62))).toBe('structure: The body is nested deeper than 60 levels.');
    const afterText = `{"a":"${'\\\\'.repeat(3)}","b":${'['.repeat(61)}1${']'.repeat(61)}}`;
    expect(saysOf(afterText)).toBe('structure: The body is nested deeper than 60 levels.');
    expect(saysOf('['.repeat(500_000))).toBe('structure: The body is nested deeper than 60 levels.');
  });
});

describe('a body that names an element twice', () => {
  const twice = (where: string) => `structure: The body names an element twice: ${where}.`;

  test.each([
    ['{"a":1,"a":2}', 'a, line 1, column 8'],
    ['{"id":1,\n "x":{"id":1,"id" \n : 2}}', 'id, line 2, column 14'],
    ['{"a":[{"status":"active","status":"active"}]}', 'status, line 1, column 26'],
    ['{"status":1,"\\u0073tatus":2}', 'status, line 1, column 13'],
    ['{"Mary Marked 1957":1,"Mary Marked 1957":2}', 'line 1, column 23'],
    ['{"__proto__":1,"__proto__":2}', 'line 1, column 16'],
    [`{"a":1,${' '.repeat(500)}"a"${' '.repeat(500)}:2}`, 'a, line 1, column 508'],
  ])('%s', (text, where) => {
    expect(saysOf(text)).toBe(twice(where));
  });

  test('wherever a member of some content is written again', () => {
    const spelled = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 });
    fc.assert(
      fc.property(spelled, fc.nat(), (value, pick) => {
        const names = Object.keys(value);
        const again = JSON.stringify(names[pick % names.length]);
        const text = `${JSON.stringify(value).slice(0, -1)},${again}:null}`;
        expect(saysOf(text)).toContain('The body names an element twice: ');
      }),
    );
  });
});

describe('a body that is a JSON object', () => {
  test('is accepted with a byte order mark, with brackets and colons in strings', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(saysOf(`{"a":"${'['.repeat(100)}\\"${'{:'.repeat(100)}"}`)).toBe('accepted');
    expect(saysOf('{"a":{"a":1},"b":[{"a":1},{"a":"\\"a\\":"}],"__proto__":1}')).toBe('accepted');
  });

  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test('truncated or with an extra character, never throws and never quotes', () => {
    const text = JSON.stringify(
      { name: [{ family: 'Marked', given: ['Mary'] }], multipleBirthInteger: -1.5e3, active: true },
      null,
      1,
    );
    for (let at = 0; at < text.length; at += 1)
      for (const broken of [text.slice(0, at), `${text.slice(0, at)}\u0001${text.slice(at)}`])
        expect(saysOf(broken)).toMatch(
          /^structure: The body (is empty|is not JSON: (it ends too early|something unexpected at line \d+, column \d+))/,
        );
  });

  test('a megabyte of text in one value is handled, well formed or not', () => {
    const long = '\\"x'.repeat(350_000);
    expect(saysOf(`{"a":"${long}"}`)).toBe('accepted');
    expect(saysOf(`{"a":"${long}"`)).toMatch(/ends too early/);
  });
});

test('a value parsed elsewhere gets the same checks as its text', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1), b: [] });
  const values = [
    1,
    null,
    'text',
    [],
    [{}],
    {},
    nested(59),
    nested(60),
    nested(61),
    { a: [nested(57)] },
    { a: [nested(58)] },
  ];
  for (const value of values) expect(checkJson(value)).toEqual(parseJson(JSON.stringify(value)));
  expect(values.map((value) => checkJson(value).ok).filter(Boolean)).toHaveLength(3);
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value)),
      (text) => {
        // Read from the text: JSON has no negative zero.
        expect(checkJson(JSON.parse(text))).toEqual(parseJson(text));
      },
    ),
  );
  let deep: unknown = {};
  for (let level = 0; level < 500_000; level += 1) deep = [deep];
  expect(checkJson({ deep }).ok).toBe(false);
});
