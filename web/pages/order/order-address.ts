import { signal } from '@preact/signals';

interface Address {
  readonly id: string;
  readonly source?: string;
}

const read = (): Address | undefined => {
  const [id = '', source = ''] = location.hash.slice(1).split('/').map(decodeURIComponent);
  return id ? { id, ...(source ? { source } : {}) } : undefined;
};

/** Which order is open: the part of the address behind #, which no server and no log ever sees. */
export const address = signal<Address | undefined>(read());

const follow = (): void => {
  address.value = read();
};

export const followAddress = (): (() => void) => {
  follow();
  addEventListener('hashchange', follow);
  addEventListener('popstate', follow);
  return () => {
    removeEventListener('hashchange', follow);
    removeEventListener('popstate', follow);
  };
};
