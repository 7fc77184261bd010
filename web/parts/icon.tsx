const PATHS = {
  yes: 'M3 8.5 6.5 12 13 4.5',
  act: 'M3 8h10M9 4l4 4-4 4',
  wait: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  no: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5 8h6',
  ask: 'M5.75 6a2.25 2.25 0 1 1 3.4 1.93C8.3 8.4 8 8.9 8 9.75M8 12.5v.01',
  unchecked: 'M4 8h.01M8 8h.01M12 8h.01',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM10 10l3.5 3.5',
  list: 'M8 10V3M5 5.5 8 2.5l3 3M3 10v3h10v-3',
  back: 'M13 8H3M7 4 3 8l4 4',
  pulse: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  swap: 'M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a word, never instead of one. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
