import { describe, expect, test } from 'vitest';
import { decodeText, isKnownCharset } from '../../shared/handlers/csv/decode-text.ts';
import { openTable } from '../../shared/handlers/csv/open-table.ts';
import { MOST_RECORD_BYTES, readRecords } from '../../shared/handlers/csv/read-records.ts';

const read = (text: string, delimiter = ',') => readRecords(text, delimiter, Number.POSITIVE_INFINITY);
const cells = (text: string, delimiter?: string) => read(text, delimiter).map((record) => record.cells);

describe('records of a delimited text', () => {
  test('quotes hold delimiters, line breaks and quotes; lines are counted through them', () => {
    expect(read('a,b,c\r\n"x, ""y""\nz", 2 ,\n\n3,,\n')).toEqual([
      { line: 1, cells: ['a', 'b', 'c'] },
      { line: 2, cells: ['x, "y"\nz', '2', ''] },
      { line: 5, cells: ['3', '', ''] },
    ]);
  });

  test('every line break counts as one, also mixed; rows of empty cells are none', () => {
    expect(cells('a,b\r1,2\n3,4\r\n,,\r\n5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  test('a text kept as a text by a spreadsheet, blanks around quotes, quotes inside a cell', () => {
    expect(cells('a,b\n="007","=""0012"""\n "x" ,Clinic "North"\n5\'10",1')).toEqual([
      ['a', 'b'],
      ['007', '0012'],
      ['x', 'Clinic "North"'],
      ['5\'10"', '1'],
    ]);
  });

  test('tabs with empty cells in front', () => {
    expect(cells('a\tb\tc\n\t\tx', '\t')).toEqual([
      ['a', 'b', 'c'],
      ['', '', 'x'],
    ]);
  });

  test('a stray quote spoils its own line only, wherever the next quote stands', () => {
    for (const closing of ['5,x,KIM"', '5,"KIM",x', '5,x,y'])
      expect(read(`a,b,c\n1,"ALEX,3\n4,x,y\n${closing}\n6,x,y`)).toMatchObject([
        { line: 1 },
        { line: 2, cells: [], problem: expect.stringContaining('quote') },
        { line: 3, cells: ['4', 'x', 'y'] },
        { line: 4 },
        { line: 5, cells: ['6', 'x', 'y'] },
      ]);
  });

  test.each([
    ['a cell of quotes that never ends', `order,start\na,"${'"'.repeat(200_000)}`],
    ['a cell of quotes', `order,start\na,"${'""'.repeat(200_000)}"`],
    ['quotes as far as the file goes', '"'.repeat(1_000_000)],
    ['an open quote in every line', `order,start\n${'a,"b\n'.repeat(200_000)}`],
    ['a stray quote in every line', `order,start\n${'a,b"\n'.repeat(190_000)}`],
    ['line breaks inside quotes', `"a${'\n'.repeat(MOST_RECORD_BYTES - 10)}`.repeat(20)],
  ])('%s is read or refused quickly', (_, text) => {
    const begun = process.cpuUsage();
    try {
      read(text);
    } catch (error) {
      expect(String(error)).toContain('quotes');
    }
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(8_000);
  });
});

describe('the table in a text', () => {
  const score = (names: readonly string[]) => names.filter((name) => ['order', 'start'].includes(name)).length;
  const open = (text: string) => openTable(text, score);

  test.each([',', ';', '\t', '|'])('%j between the cells', (delimiter) => {
    const text = ['order', 'start', 'x'].join(delimiter).concat('\n', ['1', '2', 'a,b;c'].join(delimiter));
    const plain = text.replace('a,b;c', `"a,b;c${delimiter}d"`);
    expect(open(plain)?.rows[0]?.cells).toEqual(['1', '2', `a,b;c${delimiter}d`]);
  });

  test('lines above the header, and a line that names the delimiter', () => {
    expect(open('Stress lab, Monday\n\norder,start\n1,2')).toMatchObject({ header: { line: 3 }, rows: [{ line: 4 }] });
    expect(open('sep=^\r\norder^start\r\n1^2,3')?.rows[0]?.cells).toEqual(['1', '2,3']);
    expect(open('sep=;\norder;start\n1;2')?.rows[0]?.cells).toEqual(['1', '2']);
    expect(open('one,two\n1,2')).toBeUndefined();
  });

  test('as many rows as are wanted, empty ones not counted', () => {
    expect(openTable('order,start\n1,1\n,\n,\n2,2\n3,3', score, 2)?.rows.map(({ cells: row }) => row[0])).toEqual([
      '1',
      '2',
    ]);
  });
});

describe('the text in bytes', () => {
  const TEXT = 'order;start\n1;“x” é';
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
  test.each([
    ['UTF-8', Buffer.from(TEXT), ''],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'text/csv'],
    ['UTF-16, little end first, with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'text/csv'],
    ['UTF-16, big end first, with a mark', swapped(`\uFEFF${TEXT}`), 'text/csv; charset=utf-8'],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), 'text/csv'],
    ['the same, big end first', swapped(TEXT), 'text/csv; charset=utf-16be'],
    ['Windows-1252', Buffer.from(TEXT.replace('“x” é', '\x93x\x94 \xe9'), 'latin1'), 'application/vnd.ms-excel'],
    [
      'the same, and said',
      Buffer.from(TEXT.replace('“x” é', '\x93x\x94 \xe9'), 'latin1'),
      'text/csv;charset="windows-1252"',
    ],
  ])('%s', (_, bytes, type) => {
    expect(decodeText(bytes, type)).toBe(TEXT);
  });

  test('a charset nobody knows is none', () => {
    expect([isKnownCharset('text/csv; charset=klingon'), isKnownCharset('text/csv; charset=ISO-8859-1')]).toEqual([
      false,
      true,
    ]);
  });
});
