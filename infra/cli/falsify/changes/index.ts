import { APPROVAL_CHANGES } from './approval.ts';
import type { Change } from './change.ts';
import { CLOCK_CHANGES } from './clock.ts';
import { CODE_CHANGES } from './code.ts';
import { COVERAGE_CHANGES } from './coverage.ts';
import { EVIDENCE_CHANGES } from './evidence.ts';
import { EXEMPTION_CHANGES } from './exemption.ts';
import { NECESSITY_CHANGES } from './necessity.ts';
import { PLAN_CHANGES } from './plan.ts';
import { PRODUCT_CHANGES } from './product.ts';
import { PATIENT_CHANGES, SINCE_APPROVAL_CHANGES } from './since-approval.ts';
import { SITE_CHANGES } from './site.ts';
import { DATE_CHANGES, LIST_CHANGES } from './when-and-who.ts';

/** Everything that is tried. */
export const CHANGES: readonly Change[] = [
  ...PLAN_CHANGES,
  ...PRODUCT_CHANGES,
  ...CODE_CHANGES,
  ...SITE_CHANGES,
  ...COVERAGE_CHANGES,
  ...APPROVAL_CHANGES,
  ...SINCE_APPROVAL_CHANGES,
  ...EXEMPTION_CHANGES,
  ...CLOCK_CHANGES,
  ...EVIDENCE_CHANGES,
  ...NECESSITY_CHANGES,
  ...LIST_CHANGES,
  ...DATE_CHANGES,
  ...PATIENT_CHANGES,
];
