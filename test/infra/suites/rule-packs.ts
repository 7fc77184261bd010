import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACKNOWLEDGED, addChecks } from '../../../infra/nag.ts';
import { makeStack } from './synthesize.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

const CHOICES = {
  signIn: 'cognito',
  desk: 'on',
  rulePacks: 'on',
};

/** Findings of both packs as `rule at path`. */
const findings = (acknowledged: typeof ACKNOWLEDGED): readonly string[] => {
  // With everything a deployment can choose.
  const { app, stack, outdir } = makeStack({ '@aws-cdk/core:failSynthOnValidationErrors': false, ...CHOICES });
  addChecks(app, stack, acknowledged);
  app.synth();
  const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
};

test('AWS Solutions and HIPAA Security find nothing we have not accepted', () => {
  expect(findings(ACKNOWLEDGED)).toEqual([]);
});

test('every acknowledgement has a reason and still covers a finding', () => {
  const open = findings([]);
  for (const { at, rules, reason } of ACKNOWLEDGED) {
    expect(reason.length).toBeGreaterThan(20);
    for (const rule of rules)
      expect(
        open.filter((finding) => finding.startsWith(`${rule} at Stresspass/${at ?? ''}`)),
        rule,
      ).not.toEqual([]);
  }
});
