import type { Determination, Finding } from '../model/determination.ts';
import { NOT_COMPARED, REQUESTED_OTHERWISE } from '../policy/requested-providers.ts';
import { NUMBER_SHARED } from '../policy/shared-number.ts';

/** What findings on its line add to a slot's reasons: a claim that fails, somebody else than was asked for, a number that may be used up. */
interface FindingReason {
  readonly code: 'coding' | 'requested-otherwise' | 'not-compared' | 'number-shared';
  readonly says: string;
}

const codeOf = ({ id, severity }: Finding): FindingReason['code'] | undefined => {
  if (severity === 'error') return 'coding';
  if (id === NUMBER_SHARED) return NUMBER_SHARED;
  if (id.startsWith(REQUESTED_OTHERWISE)) return 'requested-otherwise';
  return id.startsWith(NOT_COMPARED) ? 'not-compared' : undefined;
};

/** They are told whatever the answer is. */
export const findingReasons = ({ findings, line }: Determination): readonly FindingReason[] =>
  findings.flatMap((finding) => {
    const code = finding.line === line ? codeOf(finding) : undefined;
    return code ? [{ code, says: `${finding.says} ${finding.fix}` }] : [];
  });
