import { compileDefinitions } from './criteria.ts';
import { addDays, firstDay } from './dates.ts';
import { startEvaluation } from './evaluation.ts';
import type { LineCase } from './line-case.ts';
import type { Decided } from './procedure.ts';
import { MET } from './truth.ts';

/** Advisory checks: they fill the documents due and the warnings, and never change the advice. */
export const advisories = (
  line: LineCase,
  decided: Decided,
): { readonly documents: readonly string[]; readonly warnings: readonly string[] } => {
  const { facts, bundle, serviceDate, verdict } = line;
  const warnings = [...verdict.warnings, ...(line.service.notes ?? []).map(({ says }) => says)];
  if (!line.service.serviceDate) warnings.push('No service date is given; today is assumed.');
  if (decided.detailCode === undefined && line.procedures.length > 1)
    warnings.push(`The order can mean ${line.service.codes.join(', ')}: pick the code.`);
  const product = facts.planProduct;
  const products = decided.policy?.ruleset.products;
  if (product?.is === 'known' && products?.length && !products.includes(product.value))
    warnings.push('The plan product named in the coverage is not in our list for this payer: confirm the product.');
  if (!bundle || bundle === 'ambiguous') return { documents: [], warnings };

  const evaluation = startEvaluation(facts, serviceDate, compileDefinitions(bundle.definitions), line.codebook);
  const visit = facts.lastClinicalVisit;
  const seenLately =
    visit?.is === 'known' && visit.value.date !== undefined && firstDay(visit.value.date) >= addDays(serviceDate, -60);
  const imaging = line.procedures[0]?.modality !== 'ecg';
  const due = new Set(decided.policy?.policy.documents ?? []);
  if (!seenLately) due.add('office-note');
  if (!(facts.restingEcgOnFile?.is === 'known' && facts.restingEcgOnFile.value)) due.add('resting-ecg');
  if (evaluation.derived('priorRevasc') === MET || facts.priorIschemiaTest?.is === 'known') due.add('prior-reports');
  if (imaging && !(facts.canExercise?.is === 'known' && facts.canExercise.value)) due.add('exercise-ability');
  if (evaluation.derived('preop') === MET) due.add('surgery-plan');
  const onFile = facts.documentsOnFile?.is === 'known' ? facts.documentsOnFile.value : [];
  return { documents: [...due].filter((kind) => !onFile.includes(kind)), warnings };
};
