import type { Container } from '../container.ts';
import type { Request } from '../handler.ts';

interface PositionedPage {
  readonly rows: readonly { readonly position: string }[];
}

/** The ETag of a page whose positions name each item in its version, so that no head has to be read. */
export const pageTag = ({ rows }: PositionedPage, { query }: Request, { ports }: Container): string =>
  `W/"${ports.digest.of([rows.map(({ position }) => position), query]).slice(0, 32)}"`;
