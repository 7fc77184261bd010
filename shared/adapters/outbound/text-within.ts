/** A body read no further than these bytes, whatever length it declares; `undefined` where it is longer. Bytes read are taken off. */
export const textWithin = async ({ body }: Response, left: { bytes: number }): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) {
    left.bytes -= chunk.byteLength;
    if (left.bytes < 0) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
