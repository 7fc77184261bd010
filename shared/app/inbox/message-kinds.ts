/**
 * Every kind of message the inbox takes. A kind is stored with its message; `shared/handlers/events/handle-message.ts`
 * says who reads and does it, and does not compile without a row for each.
 */
export const MESSAGE_KINDS = ['order', 'visit', 'hook'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const isMessageKind = (kind: string): kind is MessageKind => MESSAGE_KINDS.some((one) => one === kind);

/** An order's id is a digest alone, that of anything else begins with its kind: the release of 2026-11-25 goes by that. */
export const messageId = (kind: MessageKind, digest: string): string =>
  kind === 'order' ? digest : `${kind}-${digest}`;

/** What a message is about, as it was stored. A row of that release, which stored no kind, tells it by its id. */
export const kindOf = ({ kind, id }: { readonly kind?: string; readonly id: string }): string =>
  kind ?? MESSAGE_KINDS.find((one) => id.startsWith(`${one}-`)) ?? 'order';
