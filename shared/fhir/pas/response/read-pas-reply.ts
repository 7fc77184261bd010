import type { PayerRejection, PayerResponse } from '../../../core/submission/payer-response.ts';
import { parseJson } from '../../structure/parse-json.ts';
import type { PasExpected } from './pas-expected.ts';
import { readInquiryAnswer, readPasResponse } from './read-pas-response.ts';
import { issuesIn } from './read-rejections.ts';

/** An answer as it came over the wire. */
interface PasReply {
  readonly status: number;
  readonly text: string;
}

const silent = (why: string): PayerResponse => ({ is: 'silent', why });

/** Statuses the sender can do something about by changing what it says; of others it can only use another way. */
const CORRECTABLE: ReadonlySet<number> = new Set([400, 413, 422]);
const TOOK_TOO_LONG = 408;
const ACCEPTED = 202;

const refusal = (status: number, body: unknown): PayerResponse => {
  const followUp: PayerRejection['followUp'] = CORRECTABLE.has(status) ? 'correct' : 'stop';
  const says = `The payer’s server refused the message (HTTP ${status}).`;
  const [first = { code: `http-${status}`, followUp, says }, ...more] = issuesIn(body, followUp);
  return { is: 'rejected', rejections: [first, ...more] };
};

/**
 * What an answer to a message means. A refusal by status says that nothing was taken up; of an inquiry it says nothing about
 * the request itself, so that none is sent a second time because a question was asked badly.
 */
export const readPasReply = ({ status, text }: PasReply, isInquiry: boolean, expected: PasExpected): PayerResponse => {
  if (status >= 300 && status < 400) return silent('redirected');
  const body = parseJson(text);
  if (status >= 400) {
    if (status === TOOK_TOO_LONG) return silent('late');
    return isInquiry ? silent('refused') : refusal(status, body.ok ? body.value : undefined);
  }
  const read = isInquiry ? readInquiryAnswer : readPasResponse;
  const said = body.ok ? read(body.value, expected) : silent(text.trim() ? 'unreadable' : 'empty');
  return status === ACCEPTED && said.is === 'silent' ? { is: 'acknowledged' } : said;
};
