/** What to do about a failure, by its HTTP status; the service's own message says what is wrong. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'Correct the element that is named, then send it again.',
  401: 'Sign in, or send an access token.',
  403: 'Ask for the role or scope this needs, or have another person do it.',
  404: 'Check the id: nothing is on file under it here.',
  405: 'Use another method; the header Allow names it.',
  406: 'Ask for JSON.',
  409: 'Read what is on file, then correct the call: name the source of the order, check the number, or take a new key.',
  412: 'Someone changed it meanwhile: read it again, then decide again.',
  413: 'Send less at once: fewer lines, rows or evidence.',
  415: 'Send JSON; a list may be CSV.',
  429: 'Wait, then send it again.',
  431: 'Shorten the address and the headers.',
  500: 'Send it again; if it fails again, report the correlation id.',
  503: 'Wait a moment, then send it again: nothing was lost.',
};

const BY_CODE: Readonly<Record<string, string>> = {
  unreachable: 'Check the address and the network, then try again.',
  timeout: 'Try again: sent again with the same key nothing is done twice.',
  cancelled: 'The call was given up by its caller; nothing is to be done.',
  unreadable: 'Check the address: what answered is not this service.',
};

export const resolutionOf = (code: string, status: number): string =>
  BY_CODE[code] ??
  BY_STATUS[status] ??
  (status >= 500 ? 'Wait a moment, then send it again.' : 'Read the message, correct the call, and send it again.');
