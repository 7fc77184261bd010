import { useKeys } from '../../state/keys.ts';

const links = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.review .r-patient a')];

const move = (step: 1 | -1): void => {
  const all = links();
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? all.indexOf(focused) : -1;
  all[at < 0 ? (step === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
};

/** j and k move through the queue; Enter is the link's own. */
export const useQueueKeys = (): void => useKeys({ j: () => move(1), k: () => move(-1) });
