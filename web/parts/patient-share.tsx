import type { PatientShare as Share } from '../../client/index.ts';
import { longDay } from '../words/dates.ts';
import { words } from '../words/words.ts';

interface Props {
  readonly share: Share | undefined;
  /** What the payer calls the plan. */
  readonly plan: string | undefined;
}

/** What the patient pays by the payer's own answer: an estimate, with its parts and its date. */
export const PatientShare = ({ share, plan }: Props) => {
  if (!share) return null;
  const money = (amount: number): string =>
    new Intl.NumberFormat(words.locale, { style: 'currency', currency: 'USD' }).format(amount);
  const { deductible, coinsurance, copay } = share;
  const parts = Object.entries({ deductible, coinsurance, copay }).flatMap(([part, amount]) =>
    amount === undefined ? [] : [`${words.share.parts[part as keyof typeof words.share.parts]} ${money(amount)}`],
  );
  return (
    <section class="block" aria-labelledby="share-title">
      <h2 id="share-title">{words.share.title}</h2>
      <p>
        <span class="num">{money(share.amount)}</span>
        {parts.length ? ` (${parts.join(', ')})` : ''}
      </p>
      <p class="muted small">
        {[plan, share.asOf ? words.share.asOf(longDay(share.asOf)) : undefined].filter(Boolean).join(' · ')}
      </p>
      <ul class="muted small">
        {share.assumes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
};
