import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** A part of the page that few first looks need: loaded when it is wanted. */
export const useLoaded = <Part extends object>(load: () => Promise<Part>, isWanted: boolean): Part | undefined => {
  const part = useSignal<Part | undefined>(undefined);
  useEffect(() => {
    if (!isWanted || part.value) return;
    load().then(
      (loaded) => {
        part.value = loaded;
      },
      () => undefined,
    );
  }, [isWanted]);
  return isWanted ? part.value : undefined;
};
