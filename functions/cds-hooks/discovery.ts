import { writeDiscovery } from '../../shared/cds-hooks/discovery.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer } from '../../shared/runtime/reply.ts';

export const discovery: Door = async () => answer(writeDiscovery());
