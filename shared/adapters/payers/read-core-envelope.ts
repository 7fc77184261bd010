import { elementText } from './xml-text.ts';

/** What an envelope brought back. */
type EnvelopeRead =
  | { readonly is: 'payload'; readonly text: string }
  /** The rule's error code and the receiver's words, or those of a SOAP fault. */
  | { readonly is: 'error'; readonly code: string; readonly says: string }
  | { readonly is: 'none' };

const BASE64_OF_ISA = 'SVNB';

const payloadOf = (text: string): string | undefined => {
  if (text.startsWith('ISA')) return text;
  if (!text.startsWith(BASE64_OF_ISA)) return undefined;
  return Buffer.from(text, 'base64').toString('utf8');
};

/** Parts of a multipart body (MTOM), without their headers; a body of another kind is one part. */
const partsOf = (body: string): readonly string[] => {
  const start = body.trimStart();
  if (!start.startsWith('--')) return [start];
  const boundary = start.slice(0, Math.max(0, start.search(/[\r\n]/)));
  if (boundary.length < 3) return [start];
  return start.split(boundary).map((part) => {
    const at = part.search(/\r?\n\r?\n/);
    return (at < 0 ? '' : part.slice(at)).trim();
  });
};

const FIELD = /^content-disposition:[^\r\n]{0,200}?name="?(\w{1,40})"?/im;

/** Fields of a form (HTTP+MIME) by name; none where the body is no such form. */
const formOf = (body: string): ReadonlyMap<string, string> => {
  const start = body.trimStart();
  const boundary = start.startsWith('--') ? start.slice(0, Math.max(0, start.search(/[\r\n]/))) : '';
  if (boundary.length < 3) return new Map();
  const fields = start.split(boundary).flatMap((part): (readonly [string, string])[] => {
    const end = part.search(/\r?\n\r?\n/);
    const name = end < 0 ? undefined : FIELD.exec(part.slice(0, end).trimStart())?.[1];
    return name === undefined ? [] : [[name, part.slice(end).trim()]];
  });
  return new Map(fields);
};

const readForm = (form: ReadonlyMap<string, string>): EnvelopeRead => {
  const code = form.get('ErrorCode') ?? '';
  if (code && code.toLowerCase() !== 'success') return { is: 'error', code, says: form.get('ErrorMessage') ?? '' };
  const text = payloadOf(form.get('Payload') ?? '');
  return text ? { is: 'payload', text } : { is: 'none' };
};

/** Reads a response's body: SOAP, SOAP with attachments, a form, or X12 as it is. */
export const readCoreEnvelope = (body: string): EnvelopeRead => {
  const form = formOf(body);
  if (form.has('PayloadType') || form.has('ErrorCode')) return readForm(form);
  const parts = partsOf(body);
  const bare = parts.map(payloadOf).find(Boolean);
  const root = parts.find((part) => part.includes('Envelope'));
  if (root === undefined) return bare ? { is: 'payload', text: bare } : { is: 'none' };
  const code = elementText(root, 'ErrorCode')?.trim() ?? '';
  if (code && code.toLowerCase() !== 'success')
    return { is: 'error', code, says: (elementText(root, 'ErrorMessage') ?? '').trim() };
  const text = payloadOf((elementText(root, 'Payload') ?? '').trim()) ?? bare;
  if (text) return { is: 'payload', text };
  const fault =
    elementText(root, 'Fault') === undefined
      ? undefined
      : (elementText(root, 'Value') ?? elementText(root, 'faultcode') ?? '');
  if (fault === undefined) return { is: 'none' };
  const says = elementText(root, 'Text') ?? elementText(root, 'faultstring') ?? '';
  return { is: 'error', code: fault.trim().replace(/^.*:/, '') || 'Fault', says: says.trim() };
};
