import type { Determination } from '../../client/index.ts';
import { words } from '../words/words.ts';
import { EvidenceTag } from './evidence-tag.tsx';

/** The dated rule an answer rests on, and the fee schedule's estimate: the small print. */
export const RuleLine = ({ determination: { rule, estimates } }: { readonly determination: Determination }) => {
  const money = (amount: number, currency: string): string =>
    new Intl.NumberFormat(words.locale, { style: 'currency', currency }).format(amount);
  if (!rule && estimates.length === 0) return null;
  return (
    <footer class="rule-line muted small">
      {rule ? (
        <p>
          {words.order.rule}: <span class="num">{rule.id}</span> {rule.version} <EvidenceTag level={rule.level} />
        </p>
      ) : null}
      {estimates.map(({ code, amount, currency, source }) => (
        <p key={code}>
          {words.order.estimate}{' '}
          <span class="num">
            {code}: {money(amount, currency)}
          </span>
          . {source}
        </p>
      ))}
    </footer>
  );
};
