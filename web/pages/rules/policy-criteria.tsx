import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PolicyCriteria } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { EvidenceTag } from '../../parts/evidence-tag.tsx';
import { Notice } from '../../parts/notice.tsx';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';

const text = words.rules;
const EFFECTS = ['against', 'hold', 'supports', 'review', 'scored'] as const;
const GROUPS: Readonly<Record<string, string>> = text.groups;

const Told = ({ policy: { criteria, otherwise } }: { readonly policy: PolicyCriteria }) => {
  const groups = EFFECTS.map((effect) => [effect, criteria.filter((one) => one.effect === effect)] as const);
  return (
    <div class="policy-criteria">
      {criteria.length === 0 ? <p class="muted">{text.noCriteria}</p> : null}
      {groups.map(([effect, found]) =>
        found.length ? (
          <div key={effect}>
            <p class="policy-effect">{text.effects[effect]}</p>
            <ul>
              {found.map(({ id, says, cite, level }) => (
                <li key={id}>
                  <p>{said(says)}</p>
                  <p class="muted small">
                    {said(cite)} <EvidenceTag level={level} />
                  </p>
                </li>
              ))}
            </ul>
          </div>
        ) : null,
      )}
      {otherwise && criteria.length ? <p class="muted">{text.otherwise[otherwise]}</p> : null}
    </div>
  );
};

interface Props {
  readonly payer: string;
  readonly group: string;
  readonly date: string;
}

/** The criteria of one policy on a day, asked for when somebody unfolds them. */
export const PolicyCriteriaList = ({ payer, group, date }: Props) => {
  const isOpen = useSignal(false);
  const policy = useSignal<PolicyCriteria | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  useEffect(() => {
    if (!isOpen.value) return;
    let left = false;
    problem.value = undefined;
    api()
      .policyCriteria({ payer, group, date })
      .then(
        (found) => {
          if (!left) policy.value = found;
        },
        (error: unknown) => {
          if (!left) problem.value = problemOf(error);
        },
      );
    return () => {
      left = true;
    };
  }, [isOpen.value, payer, group, date]);
  return (
    <details
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary aria-label={text.criteriaOf(GROUPS[group] ?? group)}>{text.criteria}</summary>
      {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
      {policy.value ? <Told policy={policy.value} /> : problem.value ? null : <p class="muted">{words.loading}</p>}
    </details>
  );
};
