import type { ComponentChildren } from 'preact';

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
      {says} {more ? <span class="muted">{more}</span> : null}
    </p>
    {children}
  </div>
);
