import type { ReviewCase } from '../../../client/index.ts';
import { CheckList } from '../../parts/check-list.tsx';
import { Field, TextField } from '../../parts/field.tsx';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { type DecideDraft, openItems } from './decide-draft.ts';

const text = enReviews.case;
const MOST_REASON = 2_000;

interface Props {
  readonly found: ReviewCase;
  readonly draft: DecideDraft;
  readonly onChange: (change: Partial<DecideDraft>) => void;
}

/** Criteria the rules hold a case to, each once. */
const criteriaIn = ({ lines }: ReviewCase): readonly string[] => [
  ...new Set(lines.flatMap(({ criteria }) => criteria.map(({ says }) => says))),
];

const evidenceIn = ({ documents, answers, id }: ReviewCase): readonly (readonly [string, string])[] => [
  [`Claim/${id}`, text.theRequest],
  ...documents.map(({ reference, title }) => [reference, said(title)] as const),
  ...[...new Set(answers.map(({ reference }) => reference))].map((one) => [one, one] as const),
];

/** Why, before what: the reason, what the case was held to, and what was looked at. */
export const DecideReason = ({ found, draft, onChange }: Props) => {
  const open = openItems(found);
  const services = found.items.filter(({ sequence }) => open.includes(sequence));
  return (
    <>
      <Field
        label={text.reason}
        says={text.reasonSays}
        control={(wiring) => (
          <textarea
            {...wiring}
            rows={3}
            maxLength={MOST_REASON}
            value={draft.says}
            onInput={({ currentTarget }) => onChange({ says: currentTarget.value })}
          />
        )}
      />
      {services.length > 1 ? (
        <CheckList
          label={text.services886}
          options={services.map(({ sequence, codes }) => [String(sequence), `${sequence}. ${codes[0] ?? ''}`])}
          chosen={draft.items.map(String)}
          onChoose={(chosen) => onChange({ items: chosen.map(Number) })}
        />
      ) : null}
      <CheckList
        label={text.criteria}
        options={criteriaIn(found).map((says) => [says, said(says)])}
        chosen={draft.criteria}
        onChoose={(criteria) => onChange({ criteria })}
      />
      <TextField
        label={text.otherCriterion}
        optional
        value={draft.otherCriterion}
        input={{ maxLength: 500 }}
        onText={(otherCriterion) => onChange({ otherCriterion })}
      />
      <CheckList
        label={text.evidence}
        options={evidenceIn(found)}
        chosen={draft.evidence}
        onChoose={(evidence) => onChange({ evidence })}
      />
      <TextField
        label={text.code886}
        says={text.code886Says}
        value={draft.codes886}
        input={{ code: true, maxLength: 40 }}
        onText={(codes886) => onChange({ codes886 })}
      />
    </>
  );
};
