import type { ComponentChildren } from 'preact';
import { said } from '../words/said.ts';

interface Props {
  readonly says: string;
  readonly more?: string;
  readonly tone?: 'no' | 'wait' | 'act';
  readonly children?: ComponentChildren;
}

/** One line about the view as a whole, read out when it appears. */
export const Notice = ({ says, more, tone, children }: Props) => (
  <div class={`notice${tone ? ` is-${tone}` : ''}`} role="status">
    <p>
      {said(says)} {more ? <span class="muted">{said(more)}</span> : null}
    </p>
    {children}
  </div>
);
