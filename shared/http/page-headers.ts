/** Nothing but our own files runs in the page, and only named origins show it in a frame. */
const policy = (frames: readonly string[]): string =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...frames].join(' ')}`,
  ].join('; ');

/**
 * Headers of every file of the page, the same on a laptop and behind CloudFront.
 * @param frames origins of EHRs that show the page in a frame of theirs
 */
export const pageHeaders = (frames: readonly string[]): Readonly<Record<string, string>> => ({
  'content-security-policy': policy(frames),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

const ORIGIN = /^https:\/\/[a-z0-9.-]{1,200}(:\d{1,5})?$|^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

/** Origins of a comma-separated setting. @throws Error for what is none: it would be text of a header */
export const readFrameOrigins = (text: string): readonly string[] => {
  const origins = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  for (const origin of origins)
    if (!ORIGIN.test(origin)) throw new Error(`"${origin}" is no origin, such as https://ehr.example.`);
  return origins;
};

/** A file whose name holds a digest of its content never changes; the document is asked about each time. */
export const ASSET_CACHE = 'public, max-age=31536000, immutable';
export const DOCUMENT_CACHE = 'no-cache';
