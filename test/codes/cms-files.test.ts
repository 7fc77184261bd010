import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import procedures from '../../rules/codes/procedures.json' with { type: 'json' };
import { loadCodebook } from '../../shared/codes/codebook.ts';
import type { Component } from '../../shared/core/model/codebook.ts';

const FILE = fileURLToPath(
  new URL('../../../shared/data/cms-public-files/PPRRVU2025_Oct.excerpt.csv', import.meta.url),
);
const present = existsSync(FILE);

/** The columns of CMS's relative value file that our tables repeat; the descriptor column is not read. */
const readRows = () =>
  readFileSync(FILE, 'utf8')
    .split(/\r?\n/)
    .map((row) => row.split(','))
    .filter((cells) => /^(\d{5}|[A-Z]\d{4})$/.test(cells[0] ?? ''))
    .map((cells) => ({
      code: cells[0] ?? '',
      modifier: cells[1] ?? '',
      status: cells[3],
      facilityNa: cells[9] === 'NA',
      total: Number(cells[11]),
      facilityTotal: Number(cells[12]),
      pcTc: Number(cells[13]),
      global: cells[14],
      supervision: cells[25],
    }));

describe.skipIf(!present)(
  `CMS' own file of October 2025${present ? '' : ' (skipped: ../shared/data is not beside the checkout)'}`,
  () => {
    const codebook = loadCodebook();
    const rows = present ? readRows() : [];
    const rowOf = (code: string, modifier = '') => rows.find((row) => row.code === code && row.modifier === modifier);

    test('has the families', () => {
      expect(rows.length).toBeGreaterThan(60);
    });

    test('component indicator, global period and supervision of the technical part agree', () => {
      let compared = 0;
      for (const { code } of procedures.procedures) {
        const cms = rowOf(code);
        const ours = codebook.procedure(code);
        if (!cms || !ours) continue;
        compared += 1;
        if (ours.pcTc !== undefined) expect(ours.pcTc, code).toBe(cms.pcTc);
        if (ours.global !== undefined) expect(ours.global, code).toBe(cms.global);
        if (ours.supervision !== undefined) expect(ours.supervision, code).toBe((rowOf(code, 'TC') ?? cms).supervision);
      }
      expect(compared).toBeGreaterThan(40);
    });

    test('codes we mark as not payable in a facility are not', () => {
      const flagged = procedures.procedures.filter(({ code }) => codebook.procedure(code)?.notInFacility);
      expect(flagged.length).toBeGreaterThan(2);
      for (const { code } of flagged) expect(rowOf(code)?.facilityNa, code).toBe(true);
      for (const code of ['93016', '93018']) expect(rowOf(code)?.facilityNa).toBe(false);
    });

    test('relative values of 2025 agree, and codes without an amount are contractor-priced', () => {
      let compared = 0;
      for (const { code, modifier, status, total, facilityTotal, facilityNa } of rows) {
        const fee = codebook.fee(code, modifier as Component, 2025);
        if (status === 'C') expect(fee, code).toBeUndefined();
        if (!fee) continue;
        compared += 1;
        expect(fee.total, `${code} ${modifier}`).toBe(total);
        expect(fee.facilityTotal, `${code} ${modifier}`).toBe(facilityNa ? undefined : facilityTotal);
      }
      expect(compared).toBeGreaterThan(70);
    });
  },
);
