import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlNumber } from '../../shared/x12/syntax/control-number.ts';
import { readX12, X12_LIMITS } from '../../shared/x12/syntax/read-x12.ts';
import { componentsOf, occurrences, valueAt, wholeText } from '../../shared/x12/syntax/x12-segment.ts';
import { anyDelimiters, interchangeOf, written } from '../support/x12/writing.ts';

const setOf = (text: string) => {
  const read = readX12(text);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.interchanges[0]!.groups[0]!.sets[0]!;
};
const faultOf = (text: string) => {
  const read = readX12(text);
  return read.ok ? undefined : read.fault;
};

const lines = ['BHT*0007*11*A*20990301*0931*18', 'HL*1**20*1', 'HI*ABK:I2510*ABF:R079', 'EB*1**30^73^4', 'MSG*CALL*'];

describe('reading', () => {
  test.each([
    ['tilde, nothing between segments', '*^:~', ''],
    ['CR LF after each segment', '*^:~', '\r\n'],
    ['plus between components, LF', '*^+~', '\n'],
    ['bars', '|^>~', ''],
    ['segments that end with a line feed alone', '*^:\n', ''],
    ['segments that end with CR, LF follows', '*^:\r', '\n'],
    ['the control characters', '\u001d^\u001f\u001c', ''],
  ])('separators come from ISA: %s', (_, marks, end) => {
    const set = setOf(interchangeOf('278', lines, { marks, end }));
    expect(set.segments.map(({ tag }) => tag)).toEqual(['BHT', 'HL', 'HI', 'EB', 'MSG']);
    const [bht, , hi, eb] = set.segments;
    expect(valueAt(bht!, 3)).toBe('A');
    expect([valueAt(hi!, 1), valueAt(hi!, 1, 2), valueAt(hi!, 2, 2), valueAt(hi!, 3)]).toEqual([
      'ABK',
      'I2510',
      'R079',
      undefined,
    ]);
    expect(occurrences(eb!, 3)).toEqual(['30', '73', '4']);
    expect(componentsOf(hi!, wholeText(hi!, 1))).toEqual(['ABK', 'I2510']);
  });

  test('several groups, sets and interchanges in one text', () => {
    const one = interchangeOf('278', lines).replace(
      'GE*1*7~IEA*1*',
      'ST*278*0002~BHT*A~SE*3*0002~GE*2*7~GS*FA*A*B*20990301*0931*8*X*005010X231A1~GE*0*8~IEA*2*',
    );
    const read = readX12(`${one}\r\n${interchangeOf('999', ['AK1*HI*7'], { marks: '|^>\n' })}`);
    expect(read.ok && read.interchanges.map(({ groups }) => groups.map(({ sets }) => sets.length))).toEqual([
      [2, 0],
      [1],
    ]);
  });

  test('an interchange that acknowledges another one, and nothing else', () => {
    const text =
      'ISA*00*          *00*          *30*PAYER1         *ZZ*PRACTICE1      *990301*0931*^*00501*000000009*0*T*:~TA1*000000007*990301*0930*R*025~IEA*0*000000009~';
    const read = readX12(text);
    expect(read.ok && valueAt(read.interchanges[0]!.acknowledgments[0]!, 5)).toBe('025');
  });

  const whole = interchangeOf('278', lines);
  test.each([
    ['nothing', ' \r\n', 'empty', 1],
    ['a web page', '<html><body>Sign in</body></html>', 'not-x12', 1],
    ['JSON', '{"a":1}', 'not-x12', 1],
    ['ISA that is not padded', whole.replace('*PAYER1         *', '*PAYER1*'), 'header', 1],
    ['a separator named twice', whole.replace('T*:~', 'T***'), 'header', 1],
    ['a letter as separator', whole.replace('T*:~', 'T*A~'), 'separators', 1],
    ['ISA cut', whole.slice(0, 60), 'truncated', 1],
    ['cut inside a segment', whole.slice(0, whole.indexOf('R079')), 'truncated', 6],
    ['cut between segments', whole.slice(0, whole.indexOf('HI*ABK')), 'truncated', 6],
    ['no IEA', whole.slice(0, whole.indexOf('IEA')), 'truncated', 11],
    ['a count of segments that is wrong', whole.replace('SE*7', 'SE*8'), 'count', 9],
    ['a count that is no number', whole.replace('SE*7', 'SE*7.0'), 'count', 9],
    ['a set with another number at its end', whole.replace('SE*7*0001', 'SE*7*0002'), 'control-number', 9],
    ['a group with another number at its end', whole.replace('GE*1*7', 'GE*1*8'), 'control-number', 10],
    ['a group that counts two sets', whole.replace('GE*1*7', 'GE*2*7'), 'count', 10],
    [
      'an interchange with another number at its end',
      whole.replace('IEA*1*000000007', 'IEA*1*000000008'),
      'control-number',
      11,
    ],
    ['a set that is never closed', whole.replace('SE*7*0001~', ''), 'order', 9],
    ['a segment outside of a set', whole.replace('GE*1', 'HL*1~GE*1'), 'order', 10],
    ['a segment without a name', whole.replace('HL*', '*'), 'segment-name', 5],
    ['a word of a web page among the segments', whole.replace('HL*', '<b>*'), 'segment-name', 5],
    ['text after the end', `${whole}and more`, 'not-x12', 12],
  ] as const)('%s is named, with its place', (_, text, code, segment) => {
    expect(faultOf(text)).toMatchObject({ code, segment });
  });

  test('bounds: characters, segments, elements', () => {
    expect(faultOf('A'.repeat(X12_LIMITS.characters + 1))?.code).toBe('too-long');
    const many = interchangeOf(
      '278',
      Array.from({ length: X12_LIMITS.segments }, () => 'HL*1'),
    );
    expect(faultOf(many)?.code).toBe('too-long');
    const wide = interchangeOf('278', [`HL${'*1'.repeat(X12_LIMITS.elements + 1)}`]);
    expect(faultOf(wide)).toMatchObject({ code: 'too-long', segment: 4 });
  });

  test('a fault never repeats what the text says', () => {
    const said = JSON.stringify(faultOf(whole.replace('HL*', 'MARKEDPATIENT*')));
    expect(said).not.toContain('MARKEDPATIENT');
  });
});

describe('reading anything', () => {
  const whole = interchangeOf('278', lines, { end: '\r\n' });
  test('never throws, whatever was cut, doubled or changed', () => {
    const change = fc.tuple(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = changes.reduce((now, [at, cut, put]) => now.slice(0, at) + put + now.slice(at + cut), whole);
        const read = readX12(text);
        expect(read.ok || read.fault.segment >= 1).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a cut anywhere before its end is never taken for the whole', () => {
    for (let at = 0; at < whole.length - 3; at += 1) expect(readX12(whole.slice(0, at)).ok, String(at)).toBe(false);
  });

  test('twice the text takes about twice the time', () => {
    const spent = (text: string): number => {
      const rounds = Array.from({ length: 5 }, () => {
        const { user } = process.cpuUsage();
        readX12(text);
        return process.cpuUsage().user - user;
      });
      return Math.min(...rounds);
    };
    const sized = (count: number) =>
      interchangeOf(
        '278',
        Array.from({ length: count }, () => 'HL*1**20*1'),
      );
    const hostile = (count: number) => `${interchangeOf('278', []).slice(0, 106)}${'\r\n \t'.repeat(count)}`;
    for (const make of [sized, hostile]) {
      spent(make(2_000));
      expect(spent(make(16_000))).toBeLessThan(Math.max(spent(make(2_000)), 500) * 40);
    }
  });
});

describe('writing', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 });
  const value = fc.oneof(
    word,
    fc.array(word, { maxLength: 4 }),
    fc.record({ occurrences: fc.array(word, { maxLength: 3 }) }),
  );

  test('whatever the values and separators are, as many segments are read as were written', () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 6 }), { maxLength: 6 }), anyDelimiters, (rows, delimiters) => {
        const text = written(
          rows.map((row) => ['NM1', ...row] as const),
          { delimiters },
        );
        const set = setOf(text);
        expect(set.segments.map(({ tag }) => tag)).toEqual(rows.map(() => 'NM1'));
        for (const [index, row] of rows.entries())
          expect(set.segments[index]!.elements.length).toBeLessThanOrEqual(row.length);
      }),
      { numRuns: 500 },
    );
  });

  test('plain values come back as they were', () => {
    const plain = fc
      .stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 .,'-]{0,10}[A-Za-z0-9])?$/)
      .map((text) => text.replace(/ +/g, ' '));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(plain, fc.array(plain, { minLength: 2, maxLength: 3 })), { minLength: 1, maxLength: 5 }),
        anyDelimiters,
        (rows, delimiters) => {
          const set = setOf(
            written(
              rows.map(([one, many]) => ['HI', one, many, { occurrences: many }] as const),
              { delimiters },
            ),
          );
          expect(
            set.segments.map((segment) => [
              valueAt(segment, 1),
              componentsOf(segment, wholeText(segment, 2)),
              occurrences(segment, 3),
            ]),
          ).toEqual(rows.map(([one, many]) => [one, many, many]));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a name with separators, accents or signs breaks no segment', () => {
    const [nm1] = setOf(written([['NM1', 'IL', '1', 'Nuñez~*^:O’Brien', 'Zoë\r\nß—☃', '', '', '']])).segments;
    expect(nm1!.elements).toEqual(['IL', '1', "Nunez O'Brien", 'Zoe ss-']);
  });

  test('the basic character set has capitals only', () => {
    const [nm1] = setOf(written([['NM1', 'IL', '1', 'Nuñez#Ana']], { characters: 'basic' })).segments;
    expect(nm1!.elements[2]).toBe('NUNEZ ANA');
  });

  test('control numbers follow from the message, and differ between messages', () => {
    expect(controlNumber('message-1')).toBe(controlNumber('message-1'));
    expect(controlNumber('message-1')).toMatch(/^\d{9}$/);
    const many = Array.from({ length: 1_000 }, (_, index) => controlNumber(`message-${index}`));
    expect(new Set(many).size).toBe(many.length);
    expect(written([['BHT', 'A']])).toBe(written([['BHT', 'A']]));
    expect(written([['BHT', 'A']], { messageId: 'other' })).not.toBe(written([['BHT', 'A']]));
  });

  test('an identifier longer than its place is cut, and ISA keeps its width', () => {
    const text = written([['BHT', 'A']], { sender: { qualifier: 'ZZ', id: 'A*B'.repeat(10) } });
    expect(readX12(text).ok).toBe(true);
    expect(text.indexOf('~')).toBe(105);
  });
});
