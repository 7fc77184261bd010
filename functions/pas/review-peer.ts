import type { Handler } from '../../shared/handlers/handler.ts';
import { peerPas } from '../../shared/handlers/pas/review-pas.ts';

export const reviewPeer: Handler = async (request, container) => peerPas(request, container);
