import type { InboxMessage } from '../../app/ports/inbox.ts';
import type { Result } from '../../core/model/result.ts';
import type { Container } from '../container.ts';

/**
 * Reads a message in its dialect and has done what it asks. What is refused can never be done; what is thrown is tried
 * again.
 */
export type MessageHandler = (message: InboxMessage, container: Container) => Promise<Result<unknown>>;
