import type { Signal } from '@preact/signals';
import type { Problem } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { enReviews } from '../../words/en-reviews.ts';

const MOST_REASON = 2_000;

interface Props {
  readonly label: string;
  readonly says: string;
  readonly reason: Signal<string>;
}

/** Why, in words: it stands before the button. */
export const ReasonField = ({ label, says, reason }: Props) => (
  <Field
    label={label}
    says={says}
    control={(wiring) => (
      <textarea
        {...wiring}
        rows={3}
        maxLength={MOST_REASON}
        value={reason.value}
        onInput={({ currentTarget }) => {
          reason.value = currentTarget.value;
        }}
      />
    )}
  />
);

/** What was refused, with the way to the newer version. */
export const ActProblem = ({
  problem,
  onReload,
}: {
  readonly problem: Problem | undefined;
  readonly onReload: () => void;
}) =>
  problem ? (
    <Notice tone="no" says={problem.says} more={problem.fix}>
      <Button onPress={onReload}>{enReviews.case.newer}</Button>
    </Notice>
  ) : null;
