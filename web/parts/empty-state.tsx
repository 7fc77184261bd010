import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  readonly says?: string;
  readonly children?: ComponentChildren;
}

/** Nothing to show: why, and what to do about it. */
export const EmptyState = ({ title, says, children }: Props) => (
  <div class="empty">
    <h2>{title}</h2>
    {says ? <p class="muted">{says}</p> : null}
    {children}
  </div>
);
