import { writeCursor } from '../app/search/cursor.ts';
import type { Container } from './container.ts';
import type { Request } from './handler.ts';
import { searchAddress } from './search-page.ts';

/** The address of a page of rows, and of the one behind it where rows were left for it. */
export const rowLinks = (
  { rows, isCut }: { readonly rows: readonly { readonly position: string }[]; readonly isCut: boolean },
  { request, container }: { readonly request: Request; readonly container: Container },
): { readonly self: string; readonly next: string | undefined } => {
  const last = rows.at(-1);
  return {
    self: searchAddress(request, container, {}, []),
    next: isCut && last ? searchAddress(request, container, { _cursor: [writeCursor(last.position)] }, []) : undefined,
  };
};
