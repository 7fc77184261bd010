import { useEffect } from 'preact/hooks';
import { keysOn } from './preferences.ts';

type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const FIELDS = 'input, select, textarea, [contenteditable]';

/** Whether a letter belongs to what has the focus. A radio or a checkbox takes none. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(FIELDS) && !target.matches('[type=radio], [type=checkbox]');

/** Single keys of a view. Off in fields, with modifiers, under a modal dialog, and where the reader turned them off. */
export const useKeys = (keys: Keys): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const run = keys[key];
      if (!run || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (key !== 'Escape' && (!keysOn.value || isTyping(target))) return;
      if (document.querySelector('dialog:modal')) return;
      run(event);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
};
