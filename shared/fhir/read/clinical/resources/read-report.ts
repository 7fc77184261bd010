import type { DiagnosticReport } from 'fhir/r4';
import type { Read } from '../finding.ts';
import { earlierTest, testKindOf } from '../ischemia-test.ts';
import { type CodeMeaningFound, codingsOf } from '../read-code-meaning.ts';
import { isRestingEcg, readEcgOnFile, readFindingsNow } from '../resting-ecg.ts';
import { concludedResult } from '../test-result.ts';
import { dateOf, isAfter } from '../when.ts';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended']);

export const reportedOn = ({ effectiveDateTime, effectivePeriod, issued }: DiagnosticReport) =>
  dateOf(effectiveDateTime ?? effectivePeriod?.start ?? effectivePeriod?.end ?? issued);

export const isFinalReport = ({ status }: DiagnosticReport): boolean => FINAL.has(status);

/** Reports of resting ECGs and of tests for ischemia; only coded conclusions are read. */
export const readReport: Read<'DiagnosticReport'> = (report, reference, context) => {
  const { codebook, serviceDate } = context;
  const on = reportedOn(report);
  if (!isFinalReport(report) || isAfter(on, serviceDate)) return [];
  const conclusions = (report.conclusionCode ?? []).flatMap(codingsOf);
  const kind = testKindOf([report.code], codebook);
  if (kind) return earlierTest(kind, on, concludedResult(conclusions, context), reference, serviceDate);
  if (!isRestingEcg(report.code, codebook)) return [];
  const found: CodeMeaningFound = { reference, rank: 'chart', as: 'resting-ecg', on };
  return [...readEcgOnFile(on, reference, serviceDate), ...readFindingsNow(conclusions, found, context)];
};
