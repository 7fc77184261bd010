const LOCAL = /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `Type/id` of a reference that is relative, or absolute on this very server; its version is left out. */
export const localReference = (reference: string | undefined, base: string): string | undefined => {
  const relative = reference?.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return relative === undefined ? undefined : LOCAL.exec(relative)?.[1];
};
