/**
 * A text as part of an address. Half a character, as texts cut by length end with, has no form there and `encodeURIComponent`
 * throws on it; it becomes the character for what cannot be shown.
 */
export const uriPart = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
