import { writeDiscovery } from '../../shared/cds-hooks/discovery.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';

export const discovery: Handler = async () => answer(writeDiscovery());
