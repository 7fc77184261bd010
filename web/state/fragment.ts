import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const read = (): string => decodeURIComponent(location.hash.slice(1));
const fragment = signal(read());
const follow = (): void => {
  fragment.value = read();
};

/** The part of the address behind #, which no server and no log ever sees. */
export const useFragment = (): string => {
  useEffect(() => {
    follow();
    addEventListener('hashchange', follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  return fragment.value;
};
