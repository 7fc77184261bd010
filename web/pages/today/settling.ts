import { now } from '../../clock.ts';

const SETTLES_MS = 15_000;
let openedAt = 0;
let untouched = true;

const touch = (): void => {
  untouched = false;
};

/** A list just opened may still fill; it settles with the first key or press, after a while, or when the day is left. */
export const isSettling = (): boolean => untouched && now().getTime() - openedAt < SETTLES_MS;

/** @returns what stops watching for keys and presses */
export const startSettling = (): (() => void) => {
  openedAt = now().getTime();
  untouched = true;
  addEventListener('pointerdown', touch);
  addEventListener('keydown', touch);
  return () => {
    removeEventListener('pointerdown', touch);
    removeEventListener('keydown', touch);
  };
};
