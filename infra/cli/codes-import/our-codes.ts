import { diagnosisGroupFile } from '../../../shared/codes/diagnosis-group-table.ts';
import { diagnosisValidityFile } from '../../../shared/codes/diagnosis-validity-table.ts';
import { factMapFile } from '../../../shared/codes/fact-map-table.ts';
import { plainCode } from '../../../shared/codes/prefix-index.ts';
import { procedureFile } from '../../../shared/codes/procedure-table.ts';
import type { ReadTable } from './import.ts';

/** Procedure codes have five characters; level II codes begin with a letter, category III codes end with one. */
export const CODE = /^(?:\d{4}[0-9A-Z]|[A-Z]\d{4})$/;

interface OurCodes {
  /** Every code in the procedure table. */
  readonly known: ReadonlySet<string>;
  /** Tests and their companions: an edit or limit is kept only if it involves one of these codes. */
  readonly families: ReadonlySet<string>;
}

export const ourCodes = (readTable: ReadTable): OurCodes => {
  const { procedures } = procedureFile.parse(readTable('procedures.json'));
  const ours = procedures.filter(({ role, companion }) => role !== 'outside' && companion !== 'bundled');
  return {
    known: new Set(procedures.map(({ code }) => code)),
    families: new Set(ours.map(({ code }) => code)),
  };
};

/** Three-character categories of every diagnosis in the groups, fact maps and validity lists. */
export const ourCategories = (readTable: ReadTable): ReadonlySet<string> => {
  const { groups } = diagnosisGroupFile.parse(readTable('diagnosis-groups.json'));
  const { maps } = factMapFile.parse(readTable('fact-maps.json'));
  const { editions } = diagnosisValidityFile.parse(readTable('diagnosis-validity.json'));
  const mentioned = [
    ...Object.values(groups).flat(),
    ...maps.filter(({ system }) => system === 'icd-10-cm').flatMap(({ codes }) => codes),
    ...editions.flatMap(({ valid, special }) => [...valid, ...special.map(({ code }) => code)]),
  ];
  return new Set(mentioned.map((code) => plainCode(code).slice(0, 3)));
};
