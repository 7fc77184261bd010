/**
 * Every kind of message the inbox takes. A kind is stored with its message; `shared/handlers/events/handle-message.ts`
 * names its handler, and does not compile without a row for each.
 */
export const MESSAGE_KINDS = ['order', 'visit', 'hook', 'simulation', 'notice'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const isMessageKind = (kind: string): kind is MessageKind => MESSAGE_KINDS.some((one) => one === kind);

/** An order's id is a bare digest, any other id begins with its kind: the release of 2026-11-25 relies on that. */
export const messageId = (kind: MessageKind, digest: string): string =>
  kind === 'order' ? digest : `${kind}-${digest}`;

/** The stored kind of a message; that release stored none, so its rows are recognized by their id. */
export const kindOf = ({ kind, id }: { readonly kind?: string; readonly id: string }): string =>
  kind ?? MESSAGE_KINDS.find((one) => id.startsWith(`${one}-`)) ?? 'order';
