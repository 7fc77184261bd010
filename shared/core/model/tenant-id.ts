import type { Branded } from './branded.ts';

/** Id of a tenant; `app/keys` alone makes it of a text. */
export type TenantId = Branded<'TenantId'>;
