import type { InboxMessage } from '../../app/ports/inbox.ts';
import type { Result } from '../../core/model/result.ts';
import type { Container } from '../container.ts';

/**
 * Reads a message in its dialect and runs its use case. A refusal is final; a thrown error is retried.
 */
export type MessageHandler = (message: InboxMessage, container: Container) => Promise<Result<unknown>>;
