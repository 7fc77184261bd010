import type { Alternative } from '../../client/index.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';

/** Other tests, and what the answer would be for each; choosing one is the clinician's. */
export const Alternatives = ({ alternatives }: { readonly alternatives: readonly Alternative[] }) =>
  alternatives.length ? (
    <section class="block" aria-labelledby="alternatives-title">
      <h2 id="alternatives-title">{words.order.alternatives}</h2>
      <ul class="alternatives">
        {alternatives.map(({ code, why }) => (
          <li key={code}>
            <span class="tag num">{code}</span>
            <p>{said(why)}</p>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
