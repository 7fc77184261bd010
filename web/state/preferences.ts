import { effect, signal } from '@preact/signals';

/** How the reader likes the page. Nothing else of it is ever stored in the browser. */
type Look = 'system' | 'light' | 'dark';

const read = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};
const write = (name: string, value: string): void => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
};

const KEYS = 'desk.keys';
const LOOK = 'desk.look';
const stored = read(LOOK);

export const keysOn = signal(read(KEYS) !== 'off');
export const look = signal<Look>(stored === 'light' || stored === 'dark' ? stored : 'system');

export const startPreferences = (): void => {
  effect(() => write(KEYS, keysOn.value ? 'on' : 'off'));
  effect(() => {
    write(LOOK, look.value);
    document.documentElement.dataset.look = look.value;
  });
};
