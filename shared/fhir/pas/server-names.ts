import type { PasVersion } from './names.ts';
import type { PasServer } from './write/write-review-response.ts';

/** Five groups of a name, as a UUID of our own kind (version 8). */
const asUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** How answers at one base are named. */
export const namedServer = (
  version: PasVersion,
  base: string,
  { of }: { readonly of: (value: unknown) => string },
): PasServer => ({ version, base, uuid: (value) => asUuid(of(value)) });
