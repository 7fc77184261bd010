import type { ReviewCase } from '../../../client/index.ts';
import { Criteria } from '../../parts/criteria.tsx';
import { Findings } from '../../parts/findings.tsx';
import { RuleLine } from '../../parts/rule-line.tsx';
import { enReviews } from '../../words/en-reviews.ts';

const text = enReviews.case;

/** Which rule asked what of each service, and what it found: met, not met or unknown, with its source. */
export const CaseRules = ({ found }: { readonly found: ReviewCase }) => {
  const lines = found.lines.filter(({ advice, criteria }) => advice !== '' || criteria.length > 0);
  if (lines.length === 0) return <p class="muted">{text.noRules}</p>;
  return (
    <>
      {lines.map((line) => (
        <div key={line.sequence} class="case-line">
          <Criteria
            determination={line}
            id={`criteria-${line.sequence}`}
            title={lines.length > 1 ? `${text.rules}: ${line.sequence}. ${line.code}` : text.rules}
          />
          <Findings findings={line.findings} />
          <RuleLine determination={line} />
        </div>
      ))}
    </>
  );
};
