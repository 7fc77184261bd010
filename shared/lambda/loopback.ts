/** Whether a URL names this machine (RFC 6761: `localhost` and names below it); browsers resolve no other name to it for sure. */
export const isLoopback = (url: string): boolean =>
  URL.canParse(url) && /^(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
