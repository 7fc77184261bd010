import { describe, expect, test } from 'vitest';
import { readCsvMembers } from '../../infra/cli/admin/read-csv-members.ts';

const isPayer = (id: string) => ['uhc-commercial', 'medicaid'].includes(id);
const read = (...lines: string[]) => readCsvMembers(lines.join('\n'), isPayer);

describe('members from a comma-separated file', () => {
  test('columns in any order, empty cells left out, status active unless told', () => {
    expect(
      read(
        'memberId,payer,end,start,delegated,planProduct,birthDate,status',
        'M-1,uhc-commercial,2026-12-31,2026-01-01,true,choice-plus,1968-04-17,terminated',
        'M-2,medicaid,,,,,,',
      ),
    ).toEqual({
      problems: [],
      members: [
        {
          payer: 'uhc-commercial',
          memberId: 'M-1',
          start: '2026-01-01',
          end: '2026-12-31',
          delegated: true,
          planProduct: 'choice-plus',
          birthDate: '1968-04-17',
          status: 'terminated',
        },
        { payer: 'medicaid', memberId: 'M-2', status: 'active' },
      ],
    });
  });

  test('every wrong cell is named by its line, with no value of a person in it, and nothing is read', () => {
    const { members, problems } = read(
      'payer,memberId,start,end,birthDate,delegated,status',
      'uhc-commercial,M-1,2026-01-01,2026-12-31,1968-04-17,false,active',
      'nobody,,2026-02-30,,17.04.1968,perhaps,gone',
      'medicaid,M-3,2026-06-01,2026-05-31,,,,more',
    );
    expect(members).toEqual([]);
    expect(problems).toEqual([
      'Line 3: payer is no payer of rules/payers.json.',
      'Line 3: memberId is missing.',
      'Line 3: start is no date (YYYY-MM-DD).',
      'Line 3: birthDate is no date (YYYY-MM-DD).',
      'Line 3: delegated is neither true nor false.',
      'Line 3: status is neither active nor terminated.',
      'Line 4: more cells than columns.',
      'Line 4: end is before start.',
    ]);
  });

  test('an unknown column and a missing one are told with the known ones', () => {
    expect(read('payer,name', 'medicaid,Robin').problems).toEqual([
      expect.stringMatching(/^Line 1: unknown column name; no column memberId\. Columns are payer, memberId/),
    ]);
    expect(read('').problems).toEqual(['The file is empty.']);
  });
});
