import { parseArgs } from 'node:util';
import { describeChange, describeProgramChange } from '../../shared/rule-files/diff/describe-change.ts';
import { openVersion } from './rules/open-version.ts';

const USAGE = `npm run rules:diff -- <before> <after>

Says in plain words what changed between two versions of a policy, or of a program of criteria. Each is a file, or the
version in force: uhc-commercial@2026-05-12.`;

const titleOf = ({ id, version }: { readonly id: string; readonly version: string }) => `${id} ${version}`;

const describe = (first: string, second: string): readonly string[] => {
  const [before, after] = [openVersion(first), openVersion(second)];
  if (before.bundle && after.bundle) {
    const title = `${titleOf(before.bundle.ruleset)} → ${titleOf(after.bundle.ruleset)}`;
    return [title, '', ...describeChange(before.bundle, after.bundle)];
  }
  if (!before.program || !after.program) throw new Error('A policy and a program cannot be compared.');
  const title = `${titleOf(before.program)} → ${titleOf(after.program)}`;
  return [title, '', ...describeProgramChange(before.program, after.program)];
};

try {
  const [before, after, ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (!before || !after || more.length > 0) throw new Error(USAGE);
  console.log(describe(before, after).join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
