import type { Finding } from '../../client/index.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';

/** Objections a payer would likely raise, and what settles each. */
export const Findings = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.length ? (
    <section class="block" aria-labelledby="findings-title">
      <h2 id="findings-title">{words.order.findings}</h2>
      <ul class="findings">
        {findings.map(({ id, severity, says, fix, carc, rarc }) => (
          <li key={`${id} ${says}`} class={`finding is-${severity === 'error' ? 'no' : 'wait'}`}>
            <p>
              {said(says)} {carc ? <span class="tag num">{[carc, rarc].filter(Boolean).join(' ')}</span> : null}
            </p>
            <p class="muted">{fix}</p>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
