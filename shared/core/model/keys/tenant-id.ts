import type { Branded } from './branded.ts';

/** Id of a tenant; created only by `app/keys`. */
export type TenantId = Branded<'TenantId'>;
