import { writeDiscovery } from '../../shared/cds-hooks/discovery.ts';
import type { Door } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';

export const discovery: Door = async () => answer(writeDiscovery());
