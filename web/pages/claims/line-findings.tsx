import type { CheckedClaim, Finding } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { changesBetween, type TypedClaim } from './claim-draft.ts';
import { proposeFix } from './propose-fix.ts';

const text = words.claims;
type Line = CheckedClaim['lines'][number];

const TONES = { error: ['no', 'no'], warning: ['wait', 'wait'], information: ['unchecked', 'ask'] } as const;

/** The changed lines, before beside after. */
export const BeforeAfter = ({ before, after }: { readonly before: TypedClaim; readonly after: TypedClaim }) => (
  <dl class="before-after">
    {changesBetween(before, after).map((one) => (
      <div key={one.line}>
        <dt class="muted small">{one.line ? text.line(one.line) : text.diagnoses}</dt>
        <dd class="num">
          <span class="visually-hidden">{text.before}: </span>
          <del>{one.before ?? text.added}</del>
          <Icon name="act" />
          <span class="visually-hidden">{text.after}: </span>
          <ins>{one.after ?? text.gone}</ins>
        </dd>
      </div>
    ))}
  </dl>
);

interface FindingProps {
  readonly claim: TypedClaim;
  readonly finding: Finding;
  readonly onApply: (claim: TypedClaim) => void;
}

const FindingRow = ({ claim, finding, onApply }: FindingProps) => {
  const { severity, says, fix, carc, rarc } = finding;
  const [tone, icon] = TONES[severity];
  const proposed = proposeFix(claim, finding);
  return (
    <li class={`finding is-${tone}`}>
      <p>
        <strong class="finding-severity">
          <Icon name={icon} /> {text.severities[severity]}
        </strong>
      </p>
      <p>
        {said(says)} {carc ? <span class="tag num">{[carc, rarc].filter(Boolean).join(' ')}</span> : null}
      </p>
      <p class="muted">{said(fix)}</p>
      {proposed ? (
        <details class="fix">
          <summary class="button">{text.fix}</summary>
          <div class="fix-body">
            <p class="muted small">{text.fixTitle}</p>
            <BeforeAfter before={claim} after={proposed} />
            <Button kind="main" onPress={() => onApply(proposed)}>
              {text.apply}
            </Button>
          </div>
        </details>
      ) : null}
    </li>
  );
};

interface Props {
  readonly claim: TypedClaim;
  readonly line: Line | undefined;
  readonly onApply: (claim: TypedClaim) => void;
}

/** What a payer would object to on this line, and what settles it. */
export const LineFindings = ({ claim, line, onApply }: Props) => {
  if (!line) return null;
  const { findings, advice } = line;
  // A reason that repeats a finding is said once, where it can be fixed.
  const reasons = line.reasons.filter((reason) => !findings.some(({ says }) => reason.startsWith(says)));
  return (
    <div class="claim-findings">
      {reasons.map((says) => (
        <p key={says}>{said(says)}</p>
      ))}
      {findings.length ? (
        <ul class="findings">
          {findings.map((finding) => (
            <FindingRow key={`${finding.id} ${finding.says}`} claim={claim} finding={finding} onApply={onApply} />
          ))}
        </ul>
      ) : reasons.length === 0 ? (
        <p class="muted">{advice ? text.clean : text.notATest}</p>
      ) : null}
    </div>
  );
};
