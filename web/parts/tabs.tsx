import type { VNode } from 'preact';
import { useId } from 'preact/hooks';

interface Props<Name extends string> {
  readonly label: string;
  readonly chosen: Name;
  readonly tabs: readonly (readonly [name: Name, word: string, show: () => VNode])[];
  readonly onChoose: (name: Name) => void;
}

/** Arrow keys move between tabs; only the chosen one is shown and in the tab order. */
export const Tabs = <Name extends string>({ label, chosen, tabs, onChoose }: Props<Name>) => {
  const id = useId();
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.findIndex(([name]) => name === chosen);
    const [next] = tabs[(at + step + tabs.length) % tabs.length] ?? [];
    if (next === undefined) return;
    onChoose(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs no-print" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(([name, word]) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {word}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} class="tab-panel" role="tabpanel" aria-labelledby={`${id}-${chosen}`} tabIndex={-1}>
        {tabs.find(([name]) => name === chosen)?.[2]()}
      </div>
    </>
  );
};
