import { useEffect, useRef } from 'preact/hooks';
import { enReviews } from '../../words/en-reviews.ts';
import { ItemPill } from '../reviews/state-tag.tsx';
import type { ItemChange } from './item-changes.ts';

const text = enReviews.case;

interface Props {
  readonly changes: readonly ItemChange[];
  /** A decision waits for its second signature. */
  readonly isSigning: boolean;
}

/** What a decision changed; it takes the focus, so that it is read out. */
export const CaseDelta = ({ changes, isSigning }: Props) => {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} class="notice is-act case-delta" tabIndex={-1} aria-labelledby="case-delta">
      <h2 id="case-delta">{text.delta}</h2>
      <p>
        {text.recorded} {changes.length ? text.changed(changes.length) : text.unchanged}
        {isSigning ? ` ${text.needsSecond}` : ''}
      </p>
      <ul>
        {changes.map(({ sequence, code, before, after, number }) => (
          <li key={sequence}>
            <span class="num">
              {sequence}. {code}
            </span>
            {before ? <ItemPill state={before} /> : null}
            <span aria-hidden="true">→</span>
            <ItemPill state={after} />
            {number ? <span class="num small">{number}</span> : null}
          </li>
        ))}
      </ul>
      <a href="/reviews">{text.back}</a>
    </section>
  );
};
