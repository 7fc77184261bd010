import { describeChange, describeProgramChange } from '../../../shared/rule-files/diff/describe-change.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { openVersion } from './open-version.ts';

type Version = ReturnType<typeof openVersion>;

const nameOf = ({ id, version }: { readonly id: string; readonly version: string }) => `${id} ${version}`;

const compare = (before: Version, after: Version) => {
  if (before.bundle && after.bundle)
    return {
      before: nameOf(before.bundle.ruleset),
      after: nameOf(after.bundle.ruleset),
      changes: describeChange(before.bundle, after.bundle),
    };
  if (!before.program || !after.program) throw new Refusal('A policy and a program cannot be compared.');
  return {
    before: nameOf(before.program),
    after: nameOf(after.program),
    changes: describeProgramChange(before.program, after.program),
  };
};

export const diffRules = (first: string, second: string, options: JsonOption): ExitCode => {
  const compared = compare(openVersion(first), openVersion(second));
  print(options, compared, [`${compared.before} → ${compared.after}`, '', ...compared.changes]);
  return 0;
};
